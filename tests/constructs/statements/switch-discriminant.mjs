// covers: switch / discriminant evaluated once
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(v) {
  switch (t(v)) {
    case 1:
      t('one');
      return 'one';
    case 2:
      t('two');
      return 'two';
    default:
      t('other');
      return 'other';
  }
}
console.log(run(1), run(2), run(3));
console.log(log.join(' '));
