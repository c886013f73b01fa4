// covers: return / without a value after an update
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run(n) {
  t(n);
  if (n) return;
  t('rest');
}
console.log(
  run(1),
  run(0),
  new (function () {
    t('ctor');
    return;
  })() instanceof Object,
);
console.log(log.join(' '));
