// covers: constructor / frame waits inside super(), three levels
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
class A {
  a = t('field a');
  constructor() {
    t('A ctor');
    this.init(t('x'));
  }
  init() {
    t('A init');
  }
}
class B extends A {
  b = t('field b ' + this.a);
  constructor() {
    t('B before');
    const r = super();
    t('B after');
    this.same = r === this;
  }
  init(x) {
    super.init(x);
    t('B init ' + this.b);
  }
}
class C extends B {
  c = t('field c ' + this.b);
}
const c = new C();
console.log(c, c instanceof A);
console.log(log.join(' '));
