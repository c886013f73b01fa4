// covers: this / sloppy: boxed primitives (one box per call) and the global object
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function f(x) {
  const before = this;
  t(x);
  const arrow = () => this;
  return [typeof this, before === this, arrow() === before, this === globalThis];
}
console.log(f.call(1, 'a'), f.call('s', 'b'), f('c'), f.call(null, 'd'), f.call(undefined));
console.log(log.join(' '));
