// covers: try / RangeError of a stack overflow in generated code is caught
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const overflow = new Function('f', 'return (function forever() { return forever() + f; })()');
function run() {
  try {
    t('try');
    overflow(t);
  } catch (e) {
    t(e.name);
    return [e.constructor === RangeError, e.message];
  } finally {
    t('finally');
  }
}
console.log(run());
console.log(log.join(' '));
