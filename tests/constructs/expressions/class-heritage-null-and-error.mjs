// covers: class / extends null, extends a non-constructor
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const N = class extends null {
    static x = t('static');
    m() {}
  };
  const out = [Object.getPrototypeOf(N.prototype), N.x];
  for (const H of [1, () => {}, undefined])
    try {
      class K extends (t('h'), H) {
        static never = t('never');
      }
    } catch (e) {
      out.push(e.name);
    }
  return out;
}
console.log(run());
console.log(log.join(' '));
