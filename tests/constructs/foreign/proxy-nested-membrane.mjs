// covers: Proxy trap / proxies of proxies while frames wait between them
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const wrap = (o, name) =>
  new Proxy(o, {
    get(target, k, r) {
      t(name + k);
      const v = Reflect.get(target, k, r);
      return typeof v === 'object' ? wrap(v, name + '>') : v;
    },
  });
function run() {
  const p = wrap(wrap({ a: { b: 'end' } }, 'i'), 'o');
  return p.a.b + t('.') + p.a.b;
}
console.log(run());
console.log(log.join(' '));
