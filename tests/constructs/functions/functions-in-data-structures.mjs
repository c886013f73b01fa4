// covers: closures / functions kept in Map, Set, WeakMap, array and object
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const f = (x) => t(x);
const g = function (x) {
  return t(x + 1);
};
const m = new Map([[f, 'f']]);
const s = new Set([f, g]);
const w = new WeakMap([[g, 'g']]);
const o = { f, g, list: [f, [g]] };
function run() {
  t('mid');
  return [m.get(f), s.has(g), w.get(g), o.f === o.list[0], o.g(1), o.list[1][0](2), s.delete(f)];
}
console.log(run());
console.log(log.join(' '));
