// covers: logical assignment / assigns only when needed
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  let sets = 0;
  const o = {
    get v() {
      return t(this._v);
    },
    set v(x) {
      sets++;
      this._v = t(x);
    },
    _v: 0,
  };
  let a = null;
  a ??= t(1);
  a ??= t('never');
  a &&= t(2);
  a ||= t('never');
  o.v ||= t(3);
  o.v ||= t('never');
  o.v &&= t(null);
  o[t('v')] ??= t(4);
  return [a, o._v, sets];
}
console.log(run());
console.log(log.join(' '));
