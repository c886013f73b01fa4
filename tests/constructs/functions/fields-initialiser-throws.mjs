// covers: fields / error in an initialiser leaves no instance
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
let leaked;
class C {
  a = ((leaked = this), t('a'));
  b = fail(t('b'));
  c = t('never');
}
function fail(m) {
  throw new Error(m);
}
try {
  new C();
} catch (e) {
  console.log(e.message, leaked.a, 'c' in leaked, leaked instanceof C);
}
console.log(log.join(' '));
