// covers: fields / defined on the instance, setters of the parent not called
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class A {
  set x(v) {
    t('never');
  }
}
class B extends A {
  x = t('own x');
  static name = t('named');
}
console.log(Object.getOwnPropertyDescriptor(new B(), 'x'), B.name);
console.log(log.join(' '));
