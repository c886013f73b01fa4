// covers: uncaught exception / event keeps the process alive, origin given
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
process.on('uncaughtException', (e, origin) => t(`${e.message} ${origin}`));
process.on('exit', (code) => console.log(code, log.join(' | ')));
setImmediate(() => {
  t('first');
  throw new Error('one');
});
setImmediate(() => {
  t('second');
  throw new Error('two');
});
