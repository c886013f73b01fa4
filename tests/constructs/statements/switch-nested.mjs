// covers: switch / nested, break leaves the inner one
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(a, b) {
  let s = '';
  switch (a) {
    case 1:
      switch (t(b)) {
        case 1:
          s += t('11');
          break;
        case 2:
          s += t('12');
      }
      s += t('-');
    case 2:
      s += t('2');
  }
  return s;
}
console.log(run(1, 1), run(1, 2), run(2, 1));
console.log(log.join(' '));
