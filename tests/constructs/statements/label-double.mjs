// covers: label / two labels on one loop
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const out = [];
  a: b: for (const x of [1, 2, 3, 4]) {
    for (const y of [1, 2]) {
      if (x === 2) continue a;
      if (x === 3) continue b;
      if (x === 4) break a;
      out.push(t(x * 10 + y));
    }
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
