// covers: call / result of a call is called
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const curry = (a) => (b) => (c) => t(a + b + c);
function run() {
  const o = { f: () => t(() => t('inner')) };
  return [
    curry(t('a'))(t('b'))(t('c')),
    o.f()(),
    (
      () => (x) =>
        t(x)
    )()(t('z')),
  ];
}
log.length = 0;
const out = run();
console.log(out, log.length);
