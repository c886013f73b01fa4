// covers: event order / from a CommonJS module, nextTick first
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
Promise.resolve().then(() => t('promise'));
process.nextTick(() => t('tick'));
(async () => {
  t('a');
  await null;
  t('b');
  try {
    await Promise.reject(1);
  } catch {
    t('c');
  } finally {
    t('d');
  }
})();
setTimeout(() => {
  t('timeout');
  Promise.resolve().then(() => t('in timeout'));
  setImmediate(() => console.log(log.join(' ')));
}, 1);
t('sync');
