// covers: uncaught exception / caught and rethrown, place of the throw shown
// compare: stdout stderr exitCode
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  try {
    t('try');
    JSON.parse('{bad');
  } catch (e) {
    t('catch');
    throw e;
  } finally {
    console.log(t('finally'));
  }
}
run();
