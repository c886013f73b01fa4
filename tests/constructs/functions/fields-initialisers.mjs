// covers: fields / initialisers in order, frame waits in one
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class C {
  a = t('a');
  b = t('b' + this.a);
  c;
  ['d' + 1] = [t('d'), t('d2')];
  e = () => this.a + this.#p;
  #p = t('p');
  static s = t('static') + this.name;
  f = (() => {
    for (let i = 0; i < 2; i++) t(i);
    return this;
  })();
}
const x = new C();
console.log(x.e(), x.f === x, Object.keys(x), C.s, x.d1);
console.log(log.join(' '));
