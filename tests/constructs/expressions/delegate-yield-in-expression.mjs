// covers: yield* / value used in the middle of an expression
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function* inner(n) {
  const got = yield t('i' + n);
  return t('r' + n + got);
}
function* gen() {
  return [t('l'), yield* inner(1), (yield* inner(2)) + (yield* 'ab'), t('r')];
}
const g = gen();
for (const v of [0, 'A', 'B', 'C', 'D']) console.log(JSON.stringify(g.next(v)));
console.log(log.join(' '));
