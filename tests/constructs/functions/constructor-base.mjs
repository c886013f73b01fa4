// covers: constructor / base class, frame waits in the middle
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class P {
  constructor(a) {
    this.a = t(a);
    const self = this;
    t('mid');
    this.same = self === this;
    this.get = () => this.a;
    this.b = t('b');
  }
}
const p = new P('x');
console.log(p.get(), p.same, p.b, Object.keys(p), p.constructor === P);
console.log(log.join(' '));
