// covers: variable declaration / let without initialiser reset in a loop
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const out = [];
  for (let i = 0; i < 3; i++) {
    let fresh;
    out.push(fresh);
    t(i);
    fresh = (fresh ?? 0) + i + 1;
    t('w');
    out.push(fresh);
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
