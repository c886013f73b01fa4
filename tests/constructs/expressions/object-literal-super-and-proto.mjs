// covers: object literal / super in methods, __proto__ set in the middle
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const base = {
  hi(x) {
    return t('base ' + x) + this.n;
  },
};
function run() {
  const o = {
    n: t(1),
    __proto__: (t('proto'), base),
    hi(x) {
      return t('own') + super.hi(t(x)) + t('!');
    },
    ['__proto__' + t('')]: 'plain',
  };
  return [o.hi('x'), Object.getPrototypeOf(o) === base, Object.keys(o)];
}
console.log(run());
console.log(log.join(' '));
