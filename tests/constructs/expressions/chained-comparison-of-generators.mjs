// covers: operands / two iterators advanced alternately in one expression
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function* count(name) {
  for (let i = 0; ; i++) yield t(name + i);
}
function run() {
  const a = count('a');
  const b = count('b');
  const next = (g) => g.next().value;
  return next(a) + next(b) + [next(a), next(b), ...[next(a)]] + `${next(b)}${next(a)}`;
}
console.log(run());
console.log(log.join(' '));
