// covers: timers / setTimeout, setInterval and setImmediate callbacks
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const done =
  Promise.withResolvers?.() ??
  (() => {
    const o = {};
    o.promise = new Promise((ok) => (o.resolve = ok));
    return o;
  })();
let n = 0;
setTimeout(
  (a, b) => {
    t(a + b);
    const timer = setInterval(() => {
      t('interval' + n);
      if (++n === 2) {
        clearInterval(timer);
        setImmediate((x) => {
          for (let i = 0; i < 2; i++) t(x + i);
          done.resolve(t('done'));
        }, 'immediate');
      }
    }, 1);
  },
  1,
  'time',
  'out',
);
console.log(await done.promise);
console.log(log.join(' '));
