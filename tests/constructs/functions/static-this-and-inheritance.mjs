// covers: static methods / this, super and inheritance
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class A {
  static made = 0;
  static create(...xs) {
    this.made++;
    t(this.name);
    return new this(...xs);
  }
  constructor(x) {
    this.x = t(x);
  }
}
class B extends A {
  static create(x) {
    return super.create(t(x + '!'));
  }
}
console.log(B.create('b'), A.create('a'), A.made, B.made);
console.log(log.join(' '));
