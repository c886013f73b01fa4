// covers: compound assignment / every operator
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  let x = 7;
  const out = [];
  x += t(3);
  out.push(x);
  x -= t(2);
  out.push(x);
  x *= t(4);
  out.push(x);
  x /= t(2);
  out.push(x);
  x %= t(9);
  out.push(x);
  x **= t(2);
  out.push(x);
  x <<= t(2);
  out.push(x);
  x >>= t(1);
  out.push(x);
  x >>>= t(1);
  out.push(x);
  x &= t(29);
  out.push(x);
  x |= t(2);
  out.push(x);
  x ^= t(5);
  out.push(x);
  return out;
}
console.log(run());
console.log(log.join(' '));
