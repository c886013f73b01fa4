// covers: expression statement / sequence of statements
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  let x = 1;
  x += t(2);
  t(x);
  x *= t(3);
  t(x);
  ({ x } = { x: t(x + 1) });
  t(x);
  return x;
}
console.log(run());
console.log(log.join(' '));
