// covers: destructuring / object pattern with computed keys, renames, defaults and rest
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run(src) {
  const {
    a,
    b: renamed = t('dflt b'),
    [t('k')]: k = t('dflt k'),
    n: { deep = t('deep') } = {},
    ...rest
  } = src;
  t('after');
  return [a, renamed, k, deep, rest];
}
console.log(run({ a: 1, k: 2, x: 3, y: 4 }), run({ b: null, n: { deep: 0 } }));
console.log(log.join(' '));
