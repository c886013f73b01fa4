// covers: generator / throw() not caught ends it, before the start too
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function* gen() {
  try {
    t('start');
    yield 1;
    t('never');
  } finally {
    t('finally');
  }
}
const tryIt = (f) => {
  try {
    return f();
  } catch (e) {
    return 'threw ' + e;
  }
};
const g = gen();
const h = gen();
console.log(
  tryIt(() => h.throw('early')),
  h.next(),
  g.next(),
  tryIt(() => g.throw('late')),
  g.next(),
);
console.log(log.join(' '));
