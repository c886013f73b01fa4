// covers: this / strict: primitive and undefined receivers unchanged
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function f(x) {
  t(x);
  return [typeof this, this, (() => this)()];
}
console.log(f.call(1, 'a'), f.call('s', 'b'), f('c'), f.call(null, 'd'), f.bind(true)('e'));
console.log(log.join(' '));
