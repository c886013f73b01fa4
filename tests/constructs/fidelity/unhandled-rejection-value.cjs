// covers: unhandled rejection / with a value that is no error
// compare: stdout stderr exitCode
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
(async () => {
  t('a');
  await null;
  throw t('just a string');
})();
process.on('exit', (c) => console.log('exit', c, log.join(' ')));
