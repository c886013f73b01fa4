// covers: if / frame waits in a branch, the test is not run again
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
let tests = 0;
const test = (v) => {
  tests++;
  return t(v);
};
function run() {
  let s = '';
  if (test(true)) {
    s += t('a');
    s += t('b');
  } else {
    s += t('never');
  }
  if (test(false)) s += t('never');
  else s += t('c');
  return s;
}
console.log(run(), tests);
console.log(log.join(' '));
