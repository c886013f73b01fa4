// covers: timers / this of a timer callback, cleared before it fires
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
await new Promise((ok) => {
  const never = setTimeout(() => t('never'), 1);
  const timer = setTimeout(function () {
    t(this === timer);
    clearTimeout(never);
    ok();
  }, 0);
  clearTimeout(never);
  const i = setImmediate(() => t('never'));
  clearImmediate(i);
});
console.log('fired');
console.log(log.join(' '));
