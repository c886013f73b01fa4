// covers: optional chain / receiver kept in optional calls
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const o = {
  id: 'o',
  m(x) {
    t('m');
    return this?.id + x;
  },
  in: {
    id: 'in',
    m(x) {
      return this.id + t(x);
    },
  },
};
const get = (x) => (t('get'), x);
function run() {
  return [
    o.m?.(t(1)),
    o?.m(t(2)),
    get(o)?.m?.(t(3)),
    get(o).in?.m(t(4)),
    (o?.m)(t(5)),
    get(null)?.m(t('never')),
    o.none?.(t('never')).x.y.z,
  ];
}
console.log(run());
console.log(log.join(' '));
