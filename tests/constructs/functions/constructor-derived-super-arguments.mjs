// covers: constructor / frame waits in the arguments of super()
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class A {
  constructor(...xs) {
    t('A');
    this.xs = xs;
    this.target = new.target.name;
  }
}
class B extends A {
  constructor(x) {
    super(x, t('arg1'), ...[t('arg2')], (() => t('arg3'))());
    t('B');
    this.self = (() => this === b0(this))();
  }
}
const b0 = (x) => t('id') && x;
console.log(new B('x'));
console.log(log.join(' '));
