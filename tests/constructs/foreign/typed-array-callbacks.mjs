// covers: TypedArray callback / map, sort, from and set
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const a = Float64Array.from([3, 1, 2], (x) => t(x) / 2);
  const b = a.map((x) => t(x * 4));
  b.sort((x, y) => t(x) - y);
  return [[...a], [...b], a.reduce((s, x) => s + t(x), 0)];
}
console.log(run());
console.log(log.join(' '));
