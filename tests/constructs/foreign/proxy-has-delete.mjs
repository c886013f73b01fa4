// covers: Proxy trap / has and deleteProperty
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const p = new Proxy(
  { a: 1 },
  {
    has: (o, k) => (t('has ' + k), k in o),
    deleteProperty: (o, k) => (t('delete ' + k), delete o[k]),
  },
);
function run() {
  return ['a' in p, t(1), delete p.a, 'a' in p];
}
console.log(run());
console.log(log.join(' '));
