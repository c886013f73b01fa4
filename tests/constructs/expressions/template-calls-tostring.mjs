// covers: template / toString called between substitutions
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const v = (n) => ({
  toString() {
    t('str ' + n);
    return n;
  },
  valueOf() {
    return t('never');
  },
});
function run() {
  return `${v('a')}${t('b')}${v('c')}` + `${[v('d'), v('e')]}`;
}
console.log(run());
console.log(log.join(' '));
