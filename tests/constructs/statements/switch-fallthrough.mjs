// covers: switch / falls through after an update
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run(v) {
  let s = '';
  switch (v) {
    case 0:
      s += t('0');
    case 1:
      s += t('1');
    case 2: {
      s += t('2');
    }
    case 3:
      s += t('3');
      break;
    case 4:
      s += t('4');
  }
  return s;
}
console.log(run(0), run(2), run(4), run(9));
console.log(log.join(' '));
