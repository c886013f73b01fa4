// covers: operands / objects, functions and symbols keep their identity
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const o = {};
  const f = () => {};
  const s = Symbol('s');
  const same = (a, n, b) => a === b;
  return [
    same(o, t(1), o),
    same(f, t(2), f),
    same(s, t(3), s),
    [o, t(4)][0] === o,
    { f, x: t(5) }.f === f,
  ];
}
console.log(run());
console.log(log.join(' '));
