// covers: process events / program ends itself by a signal
// compare: stdout stderr exitCode
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  console.log(t('before'));
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => console.log('never'), 5000);
  return t('after');
}
run();
