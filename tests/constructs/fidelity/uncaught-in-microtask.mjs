// covers: uncaught exception / in queueMicrotask and nextTick
// compare: stdout stderr exitCode
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
queueMicrotask(() => {
  t('micro');
  process.nextTick(() => console.log('never'));
  throw new Error('in a microtask');
});
console.log(t('sync'));
