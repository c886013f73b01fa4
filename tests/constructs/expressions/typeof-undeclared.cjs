// covers: typeof / undeclared name and name in its dead zone
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const out = [typeof notThere, typeof t('call')];
  try {
    out.push(t('before'), typeof later);
  } catch (e) {
    out.push(e.name);
  }
  let later = t('later');
  out.push(typeof later);
  return out;
}
console.log(run());
console.log(log.join(' '));
