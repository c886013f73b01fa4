// covers: Array callback / Array.from with a mapper, of an iterable and an array-like
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function* gen() {
  yield t('a');
  yield t('b');
}
function run() {
  return [
    Array.from(gen(), (x, i) => t(x + i)),
    Array.from({ length: 2 }, (_, i) => t(i)),
    Array.from(gen()),
  ];
}
console.log(run());
console.log(log.join(' '));
