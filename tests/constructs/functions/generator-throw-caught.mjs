// covers: generator / throw() caught inside, then goes on
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function* gen() {
  let n = 0;
  while (n < 3) {
    try {
      n += yield t('n' + n);
    } catch (e) {
      n += t(e);
    }
  }
  return t('end');
}
const g = gen();
console.log(g.next(), g.throw(1), g.next(1), g.throw(1), g.next());
console.log(log.join(' '));
