// covers: Proxy trap / get and set
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const p = new Proxy(
  { n: 1 },
  {
    get(o, k, r) {
      t('get ' + String(k));
      return Reflect.get(o, k, r);
    },
    set(o, k, v, r) {
      t('set ' + String(k));
      return Reflect.set(o, k, v, r) && v !== 'refused';
    },
  },
);
function run() {
  p.n += t(5);
  const a = p.n + t('x') + p.n;
  try {
    p.z = 'refused';
  } catch (e) {
    return [a, e.name];
  }
}
console.log(run());
console.log(log.join(' '));
