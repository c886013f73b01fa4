// covers: process.exit / exitCode set, then ends by itself
// compare: stdout stderr exitCode
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
process.exitCode = t(5);
process.on('beforeExit', (code) => t('beforeExit ' + code));
process.on('exit', (code) => {
  for (let i = 0; i < 2; i++) t(i);
  console.log(code, log.join(' '));
  process.exitCode = 6;
});
