// covers: destructuring / array pattern in a declaration, defaults call
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const fs = [];
  let [a, , b = t('b'), [c, d = t('d')] = [t('c')], ...rest] = [
    t(1),
    2,
    undefined,
    undefined,
    t(5),
    6,
  ];
  fs.push(() => [a, b, c, d, rest]);
  t('after');
  a = 'changed';
  rest.push(7);
  return fs[0]();
}
console.log(run());
console.log(log.join(' '));
