// covers: error.stack / lines of the frames after an update point
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const lines = (e) =>
  e.stack
    .split('\n')
    .filter((l) => l.includes('stack-lines.mjs'))
    .map((l) => /(stack-lines\.mjs:\d+)/.exec(l)[1]);
function inner() {
  t('inner');
  return new Error('here');
}
function outer() {
  t('outer');
  const e = inner();
  t('after');
  return [e, new Error('second')];
}
const [a, b] = outer();
console.log(lines(a), lines(b));
console.log(log.join(' '));
