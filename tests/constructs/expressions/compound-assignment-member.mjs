// covers: compound assignment / calls on both sides of a member
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const o = { n: 1, a: [1, 2] };
  const get = (k) => (t(k), o);
  get('a').n += t(5);
  get('b').a[t(1)] *= t(3) + (o.a[1] = 100);
  get('c')[t('s')] = 'x';
  get('d')[t('s')] += t('y') + get('e')[t('s')];
  return o;
}
console.log(run());
console.log(log.join(' '));
