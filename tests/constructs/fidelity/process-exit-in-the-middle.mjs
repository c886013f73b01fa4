// covers: process.exit / in the middle of an expression, finally does not run
// compare: stdout stderr exitCode
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
process.on('exit', (code) => console.log('exit', code, log.join(' ')));
function run() {
  try {
    return t(1) + t(2) + process.exit(t(7)) + t('never');
  } finally {
    t('never');
  }
}
run();
