// covers: variable declaration / assignment to const throws after its right side ran
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const k = t('k');
  const out = [];
  try {
    k = t('new');
    out.push('no error');
  } catch (e) {
    out.push(e.name, e.message);
  }
  try {
    k += t('more');
  } catch (e) {
    out.push(e.name);
  }
  return [...out, k];
}
console.log(run());
console.log(log.join(' '));
