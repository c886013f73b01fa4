// covers: unary / operand is a call
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  return [
    -t(1),
    +t('2'),
    !t(0),
    ~t(5),
    void t('v'),
    typeof t('s'),
    !!t(1),
    -(-t(3)),
    typeof void t(0),
  ];
}
console.log(run());
console.log(log.join(' '));
