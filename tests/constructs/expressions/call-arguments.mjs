// covers: call / arguments evaluated left to right and kept
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const sum = (...xs) => t(xs.join('+'));
function run() {
  let x = 1;
  return sum(x, t(2), (x = t(3)), x, t(x + 1), x++, x);
}
console.log(run());
console.log(log.join(' '));
