// covers: setter / called by Object.assign, Reflect.set and array methods
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const o = {
  set a(v) {
    for (let i = 0; i < 2; i++) t(v + i);
    this._a = v;
  },
  set length(v) {
    t('length ' + v);
  },
  get length() {
    return t(0);
  },
};
function run() {
  Object.assign(o, { a: 'x' });
  const r = Reflect.set(o, 'a', 'y');
  Array.prototype.push.call(o, 'pushed');
  return [r, o._a, o[0]];
}
console.log(run());
console.log(log.join(' '));
