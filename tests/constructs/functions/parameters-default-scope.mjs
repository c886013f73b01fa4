// covers: default parameters / separate scope from var in the body
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
var x = 'module';
function f(a = () => x, b = (v) => (x = v), x = t('param')) {
  t('body');
  b('set by closure');
  return [a(), x];
}
function g(x = t('p'), get = () => x) {
  var x;
  const before = x;
  t('mid');
  x = t('body var');
  return [before, x, get()];
}
console.log(f(), g(), x);
console.log(log.join(' '));
