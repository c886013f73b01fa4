// covers: block / sloppy function in a block also makes a var
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(flag) {
  const before = typeof inner;
  t('before');
  if (flag) {
    t('in block');
    function inner() {
      return t('inner ran');
    }
    t('after declaration');
  }
  return [before, typeof inner, flag ? inner() : 'none'];
}
console.log(run(true), run(false));
console.log(log.join(' '));
