// covers: closures / inner function assigns outer variables while outer waits
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let a = 1;
  let b = 1;
  let uncaptured = 'u';
  const change = () => {
    a = t(10);
    b++;
  };
  const r = a + (change(), a) + b;
  const list = [a, b, (change(), 'x'), a, b, uncaptured];
  uncaptured = b;
  return [r, list, uncaptured];
}
console.log(run());
console.log(log.join(' '));
