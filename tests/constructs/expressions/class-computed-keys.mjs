// covers: class / computed keys evaluated in order with heritage first
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
class Base {}
function run() {
  class K extends (t('heritage'), Base) {
    [t('m')]() {
      return t('method');
    }
    static [t('s')] = t('static value');
    [t('f')] = t('field value');
    get [t('g')]() {
      return t('getter');
    }
    static {
      t('block');
    }
    static async *[t('ag')]() {}
  }
  t('defined');
  const k = new K();
  return [k.m(), K.s, k.f, k.g, K.ag.name];
}
console.log(run());
console.log(log.join(' '));
