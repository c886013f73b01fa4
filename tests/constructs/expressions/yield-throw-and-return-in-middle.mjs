// covers: yield / throw() and return() arrive in the middle of an expression
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function* gen() {
  try {
    const x = t('a') + (yield 1) + t('never');
    return x;
  } catch (e) {
    return [t('caught'), e, yield 2, t('more')];
  } finally {
    t('finally');
  }
}
const g = gen();
console.log(g.next(), g.throw('T'), g.next('v'), g.next());
const h = gen();
console.log(h.next(), h.return('R'), h.next());
const i = gen();
console.log(i.return('early'), i.next());
console.log(log.join(' '));
