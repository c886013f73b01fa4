// covers: Array callback / reduce and reduceRight
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const a = [1, 2, 3].reduce((sum, x) => sum + t(x), '');
  const b = [1, 2, 3].reduceRight((sum, x) => t(sum) + x);
  return [a, b];
}
console.log(run());
console.log(log.join(' '));
