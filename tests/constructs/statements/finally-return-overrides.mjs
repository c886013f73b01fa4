// covers: finally / return in finally overrides return and throw
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(how) {
  try {
    t(how);
    if (how === 'throw') throw new Error('lost');
    return t('lost');
  } finally {
    t('fin');
    return t('kept ' + how);
  }
}
console.log(run('throw'), run('return'));
console.log(log.join(' '));
