// covers: private names / fields, methods, accessors, statics and in
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class C {
  #f = t(1);
  static #s = t('s');
  #m(x) {
    return t(this.#f + x);
  }
  get #g() {
    return t(this.#f);
  }
  set #g(v) {
    this.#f = t(v);
  }
  static #sm() {
    return t(C.#s);
  }
  static has(o) {
    return #f in o && #m in o;
  }
  run(other) {
    this.#g = this.#g + this.#m(5) + t(0);
    this.#f += t(1) + this.#f++;
    return [this.#f, other.#f, C.#sm(), C.has(other), C.has({})];
  }
}
console.log(new C().run(new C()));
console.log(log.join(' '));
