// covers: object literal / spread runs getters in between
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const src = (n) => ({
  get a() {
    return t('a' + n);
  },
  get [Symbol.for('s')]() {
    return t('sym' + n);
  },
});
function run() {
  const o = { ...src(1), b: t('b'), ...null, ...t('hi'), ...src(2), c: t('c'), ...[t('e0')] };
  return [o, Object.getOwnPropertyDescriptor(o, 'a').get];
}
console.log(run());
console.log(log.join(' '));
