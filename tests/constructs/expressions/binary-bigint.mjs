// covers: binary / BigInt operands
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let big = 2n ** 64n;
  big = big * BigInt(t(3)) + (big -= BigInt(t(1)));
  return [big, big % 7n, t(5) < big];
}
console.log(run());
console.log(log.join(' '));
