// covers: uninstrumented package / base class whose constructor calls an overridden method
const { Base } = require('base-class');
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
class Sub extends Base {
  field = t('field');
  constructor(x) {
    t('before');
    super(t(x));
    t('after ' + this.field);
  }
  setup(x) {
    for (let i = 0; i < 2; i++) t(x + i);
    this.early = this.field;
  }
}
const s = new Sub('arg');
console.log(s.early, s.field, s.x);
console.log(log.join(' '));
