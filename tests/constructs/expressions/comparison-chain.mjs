// covers: relational / comparisons of calls
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  return [
    t(1) < t(2),
    t(2) <= t(2),
    t('a') > t('b'),
    t(1) == t('1'),
    t(1) === t('1'),
    t(NaN) !== t(NaN),
  ];
}
console.log(run());
console.log(log.join(' '));
