// covers: try / finally of every recursion level runs once, innermost first
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function down(n) {
  try {
    t(n);
    if (n === 0) throw new Error('bottom');
    return down(n - 1) + n;
  } catch (e) {
    if (n < 2) throw e;
    return t('c' + n).length;
  } finally {
    t('f' + n);
  }
}
console.log(down(4));
console.log(log.join(' '));
