// covers: uncaught exception / value that is no error
// compare: stdout stderr exitCode
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
process.on('exit', (code) => console.log('exit', code, log.join(' ')));
function run() {
  t('a');
  throw { not: 'an error', n: t(1) };
}
run();
