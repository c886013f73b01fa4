// covers: uncaught exception / in a timer callback
// compare: stdout stderr exitCode
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
setImmediate(() => {
  t('timer');
  setTimeout(() => console.log('never'), 50);
  throw new RangeError('in a timer');
});
console.log(t('sync'));
