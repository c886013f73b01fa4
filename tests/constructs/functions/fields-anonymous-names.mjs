// covers: fields / anonymous functions and classes named after the field
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class C {
  f = () => t('f');
  static k = class {};
  #p = function () {};
  [t('calc')] = () => {};
  names() {
    return [this.f.name, C.k.name, this.#p.name, this.calc.name];
  }
}
console.log(new C().names());
console.log(log.join(' '));
