// covers: default parameters / frame waits in a default, later ones see earlier ones
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function f(a, b = t(a + 1), c = t(b) + t('c'), d = () => [a, b, c]) {
  a = t('A');
  return [a, b, c, d()];
}
console.log(f(1), f(1, 5), f(1, undefined, null), f.length);
console.log(log.join(' '));
