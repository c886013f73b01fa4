// covers: module top / class definition with static block and computed keys at the top level
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
export class K extends (t('heritage'), Object) {
  static a = t('a');
  [t('key')] = t('field');
  static {
    for (let i = 0; i < 2; i++) t(i);
    this.b = t('b') + K.a;
  }
}
export default class {
  static s = t('default class');
}
const k = new K();
console.log(K.a, K.b, k.key);
console.log(log.join(' '));
