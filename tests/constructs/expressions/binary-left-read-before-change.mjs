// covers: binary / left variable read before the call that changes it
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  let x = 1;
  const change = (v) => {
    x = t(v);
    return v;
  };
  const a = x + change(10);
  const b = change(5) + x;
  const c = x + change(1) + x + change(2) + x;
  return [a, b, c, x];
}
console.log(run());
console.log(log.join(' '));
