// covers: getter / error from an implicit call is caught around the statement
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const o = {
  get bad() {
    t('bad');
    throw new Error('getter');
  },
  set bad(v) {
    t('set');
    throw new Error('setter ' + v);
  },
};
function run() {
  const out = [];
  for (const f of [
    () => t(1) + o.bad,
    () => (o.bad = t(2)),
    () => ({ ...o }),
    () => {
      const { bad } = o;
      return bad;
    },
  ])
    try {
      out.push(f());
    } catch (e) {
      out.push(e.message);
    } finally {
      out.push(t('f'));
    }
  return out;
}
console.log(run());
console.log(log.join(' '));
