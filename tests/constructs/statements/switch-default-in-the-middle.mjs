// covers: switch / default clause in the middle
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(v) {
  let s = '';
  switch (v) {
    case t('a'):
      s += 'A';
      break;
    default:
      s += t('D');
    case t('b'):
      s += t('B');
      break;
    case t('c'):
      s += 'C';
  }
  return s;
}
console.log(run('a'), run('b'), run('c'), run('z'));
console.log(log.join(' '));
