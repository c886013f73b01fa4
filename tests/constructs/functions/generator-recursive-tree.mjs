// covers: generator / recursive yield* over a tree
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function* walk(n) {
  if (!n) return 0;
  const l = yield* walk(n.l);
  yield t(n.v);
  return 1 + l + (yield* walk(n.r));
}
const tree = { v: 'b', l: { v: 'a' }, r: { v: 'd', l: { v: 'c' } } };
function* main() {
  return t(yield* walk(tree));
}
const g = main();
const out = [];
let r;
while (!(r = g.next()).done) out.push(r.value);
console.log(out.join(''), r.value);
console.log(log.join(' '));
