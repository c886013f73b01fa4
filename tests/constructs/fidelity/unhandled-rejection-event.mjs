// covers: unhandled rejection / events, handled later
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
process.on('unhandledRejection', (e, p) => {
  t('unhandled ' + e.message);
  setImmediate(() => p.catch(() => t('caught late')));
});
process.on('rejectionHandled', () => t('handled'));
process.on('exit', () => console.log(log.join(' ')));
async function run() {
  t('run');
  await null;
  throw new Error('late');
}
run();
