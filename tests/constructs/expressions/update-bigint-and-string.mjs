// covers: update / BigInt and numeric string operands
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  let b = 10n;
  let s = '5';
  const out = [b++, t('p'), b, s++, t('q'), s, typeof s];
  let u;
  u++;
  return [...out, u];
}
console.log(run());
console.log(log.join(' '));
