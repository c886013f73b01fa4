// covers: accessors / value of an assignment is the right side, not the setter's
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const o = {
  set v(x) {
    t('set ' + x);
    return 'ignored';
  },
  get v() {
    return t('got');
  },
};
function run() {
  const r = (o.v = t(5));
  const s = (o.v += t('!'));
  return [r, s];
}
console.log(run());
console.log(log.join(' '));
