// covers: Proxy trap / ownKeys and getOwnPropertyDescriptor
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const p = new Proxy(
  { a: 1, b: 2 },
  {
    ownKeys: () => ['b', t('keys') && 'a'],
    getOwnPropertyDescriptor: (o, k) => (t('desc ' + k), Reflect.getOwnPropertyDescriptor(o, k)),
  },
);
function run() {
  const seen = [];
  for (const k in p) seen.push(k);
  return [Object.keys(p), { ...p }, seen, Object.entries(p), JSON.stringify(p)];
}
console.log(run());
console.log(log.join(' '));
