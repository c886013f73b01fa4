// covers: errors / messages of errors that the engine raises
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(o) {
  const out = [];
  const attempts = [
    () => o.missing.deep,
    () => o.missing(),
    () => o.a.b.c(t(1)),
    () => new o.a(),
    () => undefinedName,
    () => null[t('key')],
    () => {
      const [x] = o;
    },
    () => {
      const { y } = null;
    },
    () => [...t(5)],
    () => t(1) in 'str',
    () => ({}) instanceof o,
    () => Symbol() + '',
  ];
  for (const f of attempts)
    try {
      f();
    } catch (e) {
      out.push(`${e.name}: ${e.message}`);
    }
  return out;
}
console.log(run({ a: {} }).join('\n'));
console.log(log.join(' '));
