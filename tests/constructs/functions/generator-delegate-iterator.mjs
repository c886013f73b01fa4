// covers: generator / yield* over arrays, strings and hand-written iterators
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function iter() {
  let i = 0;
  return {
    [Symbol.iterator]() {
      t('open');
      return this;
    },
    next(v) {
      t('next ' + v);
      return { done: i >= 2, value: i++ };
    },
    return(v) {
      t('return ' + v);
      return { done: true, value: 'R' + v };
    },
  };
}
function* gen() {
  yield* [t('a')];
  yield* 'bc';
  const last = yield* iter();
  t('last ' + last);
  yield* iter();
}
const g = gen();
const out = [];
for (let i = 0; i < 6; i++) out.push(g.next('s' + i).value);
console.log(out, g.return('x'), g.next());
console.log(log.join(' '));
