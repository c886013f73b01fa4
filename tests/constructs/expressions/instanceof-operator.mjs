// covers: instanceof / calls on both sides
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class A {}
class B extends A {}
const make = (C) => (t(C.name), new C());
const type = (C) => (t('type ' + C.name), C);
function run() {
  return [make(B) instanceof type(A), make(A) instanceof type(B), t(1) instanceof type(Object)];
}
console.log(run());
console.log(log.join(' '));
