// covers: destructuring / iterator of an array pattern closed when not exhausted
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const source = (n) => ({
  i: 0,
  [Symbol.iterator]() {
    t('open');
    return this;
  },
  next() {
    return { done: this.i >= n, value: t(this.i++) };
  },
  return() {
    t('close');
    return {};
  },
});
function run() {
  const [a, b] = source(3);
  const [c, d, e] = source(2);
  const [...all] = source(2);
  const [] = source(1);
  let x, y;
  [x, y = t('dy')] = source(1);
  return [a, b, c, d, e, all, x, y];
}
console.log(run());
console.log(log.join(' '));
