// covers: logical assignment / const fails only when assigned
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const c = t(1);
  const out = [(c ||= t('never')), (c ??= t('never'))];
  try {
    c &&= t(2);
  } catch (e) {
    out.push(e.name);
  }
  return [...out, c];
}
console.log(run());
console.log(log.join(' '));
