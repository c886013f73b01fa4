// covers: super / member calls in mid-expression
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class A {
  m(x) {
    return t('A.m ' + x) + this.tag;
  }
  get g() {
    return t('A.g');
  }
  static s() {
    return t('A.s ' + this.name);
  }
}
class B extends A {
  tag = '#';
  m(x) {
    return t('l') + super.m(t(x)) + super.g + super[t('m')](t('y')) + t('r');
  }
  get g() {
    return t('never');
  }
  static s() {
    return t(1) + super.s() + t(2);
  }
}
console.log(new B().m('x'), B.s());
console.log(log.join(' '));
