// covers: arrow function / expression bodies of every kind
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const a = (x) => t(x);
const b = (x) => ({ x: t(x) });
const c = (x) => (y) => (z) => t(x + y + z);
const d = (x) => (t(x) ? t('yes') : t('no'));
const e = async (x) => t(await x);
const f = (x) => [t(x), a(x), ...[x]];
const g = (x) => void t(x);
const h = () => {};
const i = (x) => `${t(x)}`;
console.log(a(1), b(2), c('a')('b')('c'), d(0), await e(3), f(4), g(5), h(), i(6));
console.log(log.join(' '));
