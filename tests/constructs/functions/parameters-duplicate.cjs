// covers: parameters / sloppy duplicates, the last one counts
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function f(a, b, a) {
  t(a);
  a = t('A');
  return [a, b, arguments[0], arguments[2]];
}
console.log(f(1, 2, 3), f(1));
console.log(log.join(' '));
