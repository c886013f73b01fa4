// covers: spread / iterator run between the operands around it
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function* gen(n) {
  for (let i = 0; i < n; i++) yield t('g' + i);
  t('g done');
}
const list = (...xs) => xs.join();
function run() {
  return [
    [t('a'), ...gen(2), t('b'), ...gen(1)].join(),
    list(...gen(1), t('c')),
    new Array(...gen(2)).length,
    Math.max(...[t(1), t(2)]),
  ];
}
console.log(run());
console.log(log.join(' '));
