// covers: destructuring / getters of the source called once, in order
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const src = {
    get a() {
      return t('get a');
    },
    get b() {
      t('get b');
      return undefined;
    },
    get c() {
      return { d: t('get c') };
    },
  };
  const { b = t('dflt b'), a, c: { d } = t('never'), a: again } = src;
  return [a, b, d, again];
}
console.log(run());
console.log(log.join(' '));
