// covers: CommonJS module top / functions hoisted, variables not yet set
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
console.log(typeof early, typeof v, early(1));
var v = t('v');
function early(x) {
  t(x);
  return [typeof v, typeof later];
}
var later = function () {
  return t('later');
};
console.log(early(2), later());
console.log(log.join(' '));
