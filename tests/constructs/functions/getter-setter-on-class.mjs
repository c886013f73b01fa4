// covers: accessors / getter and setter of a class, static too
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class C {
  static #count = 0;
  #v = t('init');
  get v() {
    C.#count++;
    for (let i = 0; i < 2; i++) t(i);
    return this.#v;
  }
  set v(x) {
    this.#v = t(x) + '!';
  }
  static get count() {
    return t(C.#count);
  }
}
const c = new C();
c.v = 'a';
c.v += t('b');
console.log(c.v, C.count);
console.log(log.join(' '));
