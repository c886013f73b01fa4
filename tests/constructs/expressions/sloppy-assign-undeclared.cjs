// covers: assignment / undeclared name, sloppy makes a global
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  madeUp = t('a') + t('b');
  madeUp += t('c');
  (function () {
    madeUp = [madeUp, t('d')].join('');
  })();
  const out = [madeUp, Object.keys(globalThis).includes('madeUp'), delete globalThis.madeUp];
  return [...out, typeof madeUp];
}
console.log(run());
console.log(log.join(' '));
