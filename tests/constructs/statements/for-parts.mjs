// covers: for / frame waits in initialiser, test, update and body
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let out = '';
  for (let i = t(0), n = t(3); t(i) < n; i += t(1)) {
    out += t('b');
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
