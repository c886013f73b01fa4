// covers: try / error rethrown is the same object
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const original = new Error('first');
  try {
    try {
      t('inner');
      throw original;
    } catch (e) {
      t('rethrow');
      throw e;
    } finally {
      t('inner finally');
    }
  } catch (e) {
    return [e === original, t('outer')];
  }
}
console.log(run());
console.log(log.join(' '));
