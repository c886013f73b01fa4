// covers: Map and Set callback / forEach over a changing collection
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const m = new Map([['a', 1]]);
  const seen = [];
  m.forEach((v, k, self) => {
    seen.push(t(k) + v);
    if (v < 3) self.set(k + v, v + 1);
  });
  new Set(['x', 'y']).forEach((v, w) => seen.push(t(v) === w));
  return seen;
}
console.log(run());
console.log(log.join(' '));
