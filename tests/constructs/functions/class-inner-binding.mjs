// covers: class declaration / inner name is immutable, outer one is not
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
class C {
  static self() {
    t('self');
    return C;
  }
  static change() {
    try {
      C = t('never');
    } catch (e) {
      return e.name;
    }
  }
}
const old = C;
const changed = C.change();
C = t('outer changed');
console.log(changed, old.self() === old, C);
console.log(log.join(' '));
