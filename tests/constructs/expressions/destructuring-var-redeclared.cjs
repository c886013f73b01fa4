// covers: destructuring / var pattern over a parameter and arguments
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(a, b) {
  var { a, length: b } = { a: t('new a'), length: t(3) };
  var [c = t('c'), arguments0 = arguments[0]] = [];
  return [a, b, c, arguments0, arguments[1]];
}
console.log(run(1, 2));
console.log(log.join(' '));
