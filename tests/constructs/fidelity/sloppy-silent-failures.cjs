// covers: sloppy mode / assignments that fail silently
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const frozen = Object.freeze({ a: 1 });
  frozen.a = t(2);
  frozen.b = t(3);
  undefined = t(4);
  NaN = t(5);
  'str'.length = t(6);
  (5).x = t(7);
  return [frozen, undefined, NaN, delete frozen.a];
}
console.log(run());
console.log(log.join(' '));
