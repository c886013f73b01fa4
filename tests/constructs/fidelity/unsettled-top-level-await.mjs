// covers: exit code / 13 for an unsettled top-level await
// compare: stdout exitCode stderr
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
process.on('exit', (code) => console.log('exit', code, log.join(' ')));
t('before');
await new Promise(() => t('executor'));
t('never');
