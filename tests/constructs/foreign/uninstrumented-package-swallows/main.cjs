// covers: uninstrumented package / catches every error, has finally blocks
const { swallow, withFinally } = require('swallower');
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const seen = [];
  const a = swallow(() => t('fine'));
  const b = swallow(() => {
    for (let i = 0; i < 3; i++) t('s' + i);
    throw new Error('own');
  });
  const c = withFinally(
    () => swallow(() => t('deep')),
    () => seen.push(t('fin')),
  );
  return [a, b, c, seen, swallow.errors];
}
console.log(run());
console.log(log.join(' '));
