// covers: event order / promises, async functions, nextTick, immediates
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
setImmediate(() => t('immediate'));
process.nextTick(() => t('tick1'));
Promise.resolve().then(() => {
  t('p1');
  process.nextTick(() => t('tick2'));
  Promise.resolve().then(() => t('p1.1'));
});
const f = async () => {
  t('sync in async');
  await null;
  t('after await');
  await new Promise((ok) => ok());
  t('after promise');
};
f().then(() => t('f done'));
(async () => {
  for (const x of [1, 2, 3]) await t('loop' + x);
})();
queueMicrotask(() => t('micro'));
t('end of sync');
setImmediate(() => setImmediate(() => console.log(log.join('\n'))));
