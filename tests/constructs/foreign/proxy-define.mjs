// covers: Proxy trap / defineProperty, preventExtensions and isExtensible
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const p = new Proxy(
  {},
  {
    defineProperty: (o, k, d) => (t('define ' + k), Reflect.defineProperty(o, k, d)),
    preventExtensions: (o) => (t('prevent'), Reflect.preventExtensions(o)),
    isExtensible: (o) => (t('extensible'), Reflect.isExtensible(o)),
  },
);
function run() {
  p.a = t(1);
  Object.defineProperty(p, 'b', { value: 2 });
  const before = Object.isExtensible(p);
  Object.freeze(p);
  return [before, Object.isFrozen(p), p.a, p.b];
}
console.log(run());
console.log(log.join(' '));
