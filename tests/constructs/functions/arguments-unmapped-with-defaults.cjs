// covers: arguments / sloppy with defaults: not aliased
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function f(a, b = t('b')) {
  a = t('A');
  arguments[1] = 'nothing';
  return [a, b, arguments[0], arguments[1], arguments.length];
}
console.log(f('x'), f('x', undefined, 3));
console.log(log.join(' '));
