// covers: conditional / frame waits in test and branches
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run(v) {
  const x = t(v) ? t('yes') + t('!') : t('no') + t('?');
  return t(v + 1) > 1 ? (t(v) ? t('a') : t('b')) : t('c') ? t('d') : t('never');
}
console.log(run(0), run(1));
console.log(log.join(' '));
