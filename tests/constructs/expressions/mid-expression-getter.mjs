// covers: operands / getter waits between two operands
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const o = {
  count: 0,
  get g() {
    this.count++;
    return t('g' + this.count);
  },
};
function run() {
  return [o.g + t('a') + o.g, { x: o.g, y: t('b'), z: o.g }, `${o.g}${t('c')}`, o.count];
}
console.log(run());
console.log(log.join(' '));
