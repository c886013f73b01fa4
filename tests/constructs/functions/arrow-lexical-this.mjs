// covers: arrow function / lexical this, arguments, super and new.target
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
class A {
  name() {
    return 'A.name';
  }
}
class B extends A {
  constructor(x) {
    super();
    const f = () => {
      t('arrow');
      return (() => [new.target.name, arguments[0], this instanceof B, super.name()])();
    };
    this.got = f();
    t(x);
    this.again = f();
  }
}
const b = new B('arg', 2);
console.log(b.got, b.again);
console.log(log.join(' '));
