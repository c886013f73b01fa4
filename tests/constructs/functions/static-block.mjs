// covers: static block / frame waits in it, this is the class
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
let stolen;
class C {
  static a = t('a');
  static {
    const local = t('local');
    for (let i = 0; i < 2; i++) t(i);
    this.b = local + this.a;
    stolen = (o) => o.#secret + C.#private;
  }
  static c = t(this.b);
  static #private = t('private');
  static {
    try {
      C.d = t('d') + C.#private;
    } finally {
      t('fin');
    }
  }
  #secret = t('secret');
}
console.log(C.b, C.c, C.d, stolen(new C()));
console.log(log.join(' '));
