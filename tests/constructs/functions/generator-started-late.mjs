// covers: generator / body starts at the first next, parameters before
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function* gen(x = t('param'), { y = t('pattern') } = {}) {
  t('body');
  yield x + y;
}
const g = gen();
t('made');
console.log(g.next(), g.next());
try {
  (function* ({ z }) {})();
} catch (e) {
  console.log(e.name);
}
console.log(log.join(' '));
