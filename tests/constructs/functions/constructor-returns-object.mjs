// covers: constructor / explicit return of an object, a primitive and nothing
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class A {
  constructor(r) {
    this.made = t('A');
    if (r === 'early') return;
    return r;
  }
}
class B extends A {
  constructor(r) {
    super(r);
    t('B');
    this.b = 1;
  }
}
function F(r) {
  this.f = t('F');
  return r;
}
const o = { own: true };
console.log(
  new A(o) === o,
  new A('early'),
  new B(o) === o,
  new B(undefined),
  new F(o) === o,
  new F(5),
);
console.log(log.join(' '));
