// covers: super / assignment through super sets on this
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
class A {
  set v(x) {
    this.got = t('A.set ' + x);
  }
}
class B extends A {
  run() {
    super.v = t(1);
    super[t('w')] = t(2);
    super.n = (super.n ?? t(0)) + t(3);
    return Object.entries(this).join(' ');
  }
}
console.log(new B().run());
console.log(log.join(' '));
