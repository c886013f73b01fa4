// covers: constructor / implicit constructors pass arguments on
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class A {
  constructor(...xs) {
    this.xs = xs.map((x) => t(x));
  }
}
class B extends A {}
class C extends B {
  f = t('f');
}
console.log(new C(1, ...[2, 3]), new (class {})().constructor.name);
console.log(log.join(' '));
