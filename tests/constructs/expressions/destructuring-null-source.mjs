// covers: destructuring / null and undefined sources
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(v) {
  const out = [];
  for (const f of [
    () => {
      const { a = t('never') } = t(v);
    },
    () => {
      const [a] = t(v);
    },
    () => {
      let a;
      ({ [t('key')]: a } = t(v));
    },
    () => (({ a }) => a)(t(v)),
  ])
    try {
      out.push(f());
    } catch (e) {
      out.push(e.name);
    }
  return out;
}
console.log(run(null), run(undefined));
console.log(log.join(' '));
