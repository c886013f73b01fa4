// covers: constructor / derived, frame waits before super()
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class A {
  constructor(...xs) {
    this.xs = xs;
  }
}
class B extends A {
  constructor(n) {
    const local = t('before');
    for (let i = 0; i < n; i++) t(i);
    let err;
    try {
      this.x = 1;
    } catch (e) {
      err = e.name;
    }
    super(local, err);
    t('after');
    this.n = n;
  }
}
console.log(new B(2));
console.log(log.join(' '));
