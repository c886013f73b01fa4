// covers: constructor / super() inside an arrow, a try and a condition
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class A {
  constructor(x) {
    if (t(x) === 'bad') throw new Error(x);
    this.x = x;
  }
}
class B extends A {
  constructor(x) {
    const call = (v) => super(v);
    try {
      t('try');
      call(x);
    } catch (e) {
      t(e.message);
      call('second');
    } finally {
      t('fin');
    }
    t(this.x);
  }
}
class C extends A {
  constructor(x) {
    t(x) ? super(t('yes')) : super(t('no'));
    this.done = t('done');
  }
}
console.log(new B('ok').x, new B('bad').x, new C(1), new C(0));
console.log(log.join(' '));
