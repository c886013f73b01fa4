// covers: variable declaration / several declarators
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let a = t(1),
    b = t(a + 1),
    c = () => a + b + d,
    d = t(b + 1);
  const e = t(c()),
    f = (a = t(50));
  return [a, b, c(), d, e, f];
}
console.log(run());
console.log(log.join(' '));
