// covers: for in / inherited, shadowed and non-enumerable keys
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const base = { x: 1, y: 2, z: 3 };
  const o = Object.create(base, { y: { value: 9, enumerable: false } });
  o.own = 1;
  const out = [];
  for (const k in o) {
    t(k);
    out.push(k);
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
