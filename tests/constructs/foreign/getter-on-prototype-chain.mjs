// covers: getter / inherited, with the receiver of the call
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class A {
  get who() {
    return t('A:' + this.id);
  }
}
class B extends A {
  id = 'b';
  get who() {
    return t('B>') + super.who;
  }
}
function run() {
  return [
    new B().who,
    Reflect.get(A.prototype, 'who', { id: 'other' }),
    Object.create(new B(), { id: { value: 'child' } }).who,
  ];
}
console.log(run());
console.log(log.join(' '));
