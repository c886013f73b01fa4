// covers: operands / long member chain with calls in the keys
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const o = { a: [{ b: { c: [1, 2, { d: 'end' }] } }] };
  return o[t('a')][t(0)].b[t('c')][t(2)].d.length + o.a[t(0)]['b'].c.indexOf(t(2));
}
console.log(run());
console.log(log.join(' '));
