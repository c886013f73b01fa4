// covers: generator / throw() and return() pass through yield*
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function* inner() {
  try {
    yield t(1);
    yield t(2);
  } catch (e) {
    t('inner caught ' + e);
    yield 'recovered';
  } finally {
    t('inner fin');
  }
  return 'ret';
}
function* outer() {
  try {
    const r = yield* inner();
    t('got ' + r);
    yield* inner();
  } finally {
    t('outer fin');
  }
}
const g = outer();
console.log(g.next(), g.throw('X'), g.next(), g.return('R'), g.next());
console.log(log.join(' '));
