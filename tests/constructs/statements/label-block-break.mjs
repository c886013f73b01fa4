// covers: label / break out of a labelled block
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(n) {
  let s = '';
  outer: {
    s += t('a');
    inner: {
      s += t('b');
      if (n === 1) break inner;
      if (n === 2) break outer;
      s += t('c');
    }
    s += t('d');
  }
  s += t('e');
  return s;
}
console.log(run(0), run(1), run(2));
console.log(log.join(' '));
