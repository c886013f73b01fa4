// covers: logical / short-circuit, frame waits on either side
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  return [
    t(0) && t('never'),
    t(1) && t('and'),
    t(0) || t('or'),
    t(1) || t('never'),
    (t(0) || t(2)) && (t(3) || t('never')),
    t('') || (t(0) && t('never')) || t('last'),
  ];
}
console.log(run());
console.log(log.join(' '));
