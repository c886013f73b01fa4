// covers: microtasks / nextTick and queueMicrotask callbacks
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
await new Promise((ok) => {
  process.nextTick((x) => {
    t('tick ' + x);
    queueMicrotask(() => t('micro in tick'));
    process.nextTick(() => t('tick in tick'));
  }, 'arg');
  queueMicrotask(() => {
    for (let i = 0; i < 2; i++) t('micro' + i);
    process.nextTick(() => t('tick in micro'));
  });
  setImmediate(() => ok(t('immediate')));
  t('sync');
});
console.log(log.length);
console.log(log.join(' '));
