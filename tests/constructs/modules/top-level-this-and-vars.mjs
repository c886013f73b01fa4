// covers: module top / this is undefined, var is no global
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
var v = t('v');
function f() {
  return typeof globalThis.v + typeof globalThis.f;
}
const arrow = () => this;
t('mid');
console.log(this, arrow(), f(), v);
console.log(log.join(' '));
