// covers: for of / Map and Set changed while the loop runs
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const m = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  const out = [];
  for (const [k, v] of m) {
    out.push(k + v);
    t(k);
    if (k === 'a') m.set('c', 3).delete('b');
  }
  const s = new Set([1]);
  for (const x of s) if (t(x) < 4) s.add(x + 1);
  return [out, [...s]];
}
console.log(run());
console.log(log.join(' '));
