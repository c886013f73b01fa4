// covers: operands / ReferenceError on the left before the right side runs
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const out = [];
  for (const f of [
    () => missing + t('never'),
    () => missing(t('never')),
    () => missing.x[t('never')],
    () => t(1) + missing,
    () => `${t(2)}${missing}`,
  ])
    try {
      f();
    } catch (e) {
      out.push(e.message);
    }
  return out;
}
console.log(run());
console.log(log.join(' '));
