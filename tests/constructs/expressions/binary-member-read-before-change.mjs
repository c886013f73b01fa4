// covers: binary / left property read before the call that changes it
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const o = { n: 1, list: [1] };
  const set = (v) => t((o.n = v));
  const a = o.n + set(5);
  const b = o.list.length + o.list.push(t(2)) + o.list.length;
  const c = o.n * 100 + set(7) + o.n;
  return [a, b, c];
}
console.log(run());
console.log(log.join(' '));
