// covers: try / frame waits in the block, no error
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let x = 0;
  try {
    x = t(1);
    x += t(2);
  } catch {
    x = t('never');
  } finally {
    x += t(10);
  }
  return x;
}
console.log(run());
console.log(log.join(' '));
