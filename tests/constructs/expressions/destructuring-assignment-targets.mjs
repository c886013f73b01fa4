// covers: destructuring / assignment to members whose objects and keys call
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const o = { l: [] };
  const get = (k) => (t(k), o);
  let x, y;
  const src = { a: t('A'), b: [t('B0')], c: t('C'), d: t('D') };
  const value = ({
    a: get('t1').a,
    b: [get('t2')[t('key')], get('t3').z = t('dz')],
    c: x = t('never'),
    ...y
  } = src);
  [get('t4').l[t(0)], ...get('t5').l[1]] = [t(7), t(8)];
  return [o, x, y, value === src];
}
console.log(run());
console.log(log.join(' '));
