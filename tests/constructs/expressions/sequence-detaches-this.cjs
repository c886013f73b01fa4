// covers: sequence / (0, o.m)() loses its receiver
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const o = {
  name: 'o',
  m() {
    t('m');
    return this === globalThis ? 'global' : this.name;
  },
};
function run() {
  return [(0, o.m)(), o.m(), o.m(), (t(1), o.m)(), o['m'](t(2))];
}
console.log(run());
console.log(log.join(' '));
