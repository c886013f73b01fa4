// covers: sequence / all parts evaluated in order, the last is the value
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  let x = (t(1), t(2), t(3));
  for (let i = (t('i'), 0); t('test'), i < 1; t('up'), i++, t('date')) t('body');
  return (x++, t(x), x * 2);
}
console.log(run());
console.log(log.join(' '));
