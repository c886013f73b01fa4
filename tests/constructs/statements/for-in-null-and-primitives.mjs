// covers: for in / null, undefined and a string
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const out = [];
  for (const k in t(null)) out.push('never');
  for (const k in t(undefined)) out.push('never');
  for (const k in t('hey')) out.push(t(k));
  for (const [first, second] in { ab: 1, cd: 2 }) out.push(t(second + first));
  return out;
}
console.log(run());
console.log(log.join(' '));
