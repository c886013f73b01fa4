// covers: literals / operands of every kind kept over a call
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  return [
    -0 + t(''),
    1e21 + t('|'),
    0.1 + t(0.2),
    'a\u0000b' + t('|'),
    '\ud800'.length + t(1),
    null + t('n'),
    undefined + t('u'),
    true + t(1),
    NaN + t('N'),
    5n + BigInt(t(2)),
    [] + t('[]'),
    [1, [2]] + t('.'),
    Symbol.iterator.toString() + t('s'),
  ].join(' ');
}
console.log(run());
console.log(log.join(' '));
