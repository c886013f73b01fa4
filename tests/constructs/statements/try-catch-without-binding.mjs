// covers: try / catch without binding
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(n) {
  try {
    t('try');
    if (n) throw new Error();
    return t('fine');
  } catch {
    t('catch');
    const e = t('own');
    return e;
  }
}
console.log(run(0), run(1));
console.log(log.join(' '));
