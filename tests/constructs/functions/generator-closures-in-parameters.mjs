// covers: generator / closures made in default parameters, per activation
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function* gen(a, get = () => a, set = (v) => (a = v)) {
  yield [get, set];
  t(a);
  a += '!';
  yield get();
  var a2 = a;
  yield t(a2 + get());
}
const g = gen('x');
const [get, set] = g.next().value;
set(t('changed'));
console.log(get(), g.next().value, get(), g.next().value);
const h = gen('y');
console.log(h.next().value[0](), get());
console.log(log.join(' '));
