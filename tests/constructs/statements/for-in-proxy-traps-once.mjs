// covers: for in / ownKeys trap runs once
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const p = new Proxy(
    { a: 1, b: 2 },
    {
      ownKeys: (o) => (t('ownKeys'), Reflect.ownKeys(o)),
      getOwnPropertyDescriptor: (o, k) => Reflect.getOwnPropertyDescriptor(o, k),
    },
  );
  const out = [];
  for (const k in p) out.push(t(k));
  return [out, log.filter((x) => x === 'ownKeys').length];
}
console.log(run());
console.log(log.join(' '));
