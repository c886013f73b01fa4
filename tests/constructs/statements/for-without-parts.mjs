// covers: for / head without any part
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  let n = 0;
  for (;;) {
    if (t(n) > 2) break;
    n++;
  }
  for (; n < 5;) n = t(n + 1);
  for (let k = 0; ; k++) if (t(k) === 2) return [n, k];
}
console.log(run());
console.log(log.join(' '));
