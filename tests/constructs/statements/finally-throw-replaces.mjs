// covers: finally / throw in finally replaces the pending completion
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(how) {
  try {
    if (how === 'throw') throw new Error('first');
    return t('value');
  } finally {
    t('fin');
    if (how) throw new Error(t('second'));
  }
}
for (const how of ['throw', 'return', ''])
  try {
    console.log(run(how));
  } catch (e) {
    console.log(e.message);
  }
console.log(log.join(' '));
