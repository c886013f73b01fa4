// covers: for / destructuring in the head with defaults that call
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const out = [];
  for (let [a, b = t(5)] = [t(0)], { length: n } = 'xyz'; a < n; [a, b] = [a + 1, b - t(1)]) {
    out.push(() => a * 10 + b);
    t(a);
  }
  return out.map((f) => f());
}
console.log(run());
console.log(log.join(' '));
