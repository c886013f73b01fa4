// covers: catch / error thrown in a catch passes finally
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  try {
    try {
      throw t('one');
    } catch (e) {
      t('catch');
      throw e + t('two');
    } finally {
      t('finally');
    }
  } catch (e) {
    return e;
  }
}
console.log(run());
console.log(log.join(' '));
