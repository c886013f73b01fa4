// covers: CommonJS module top / return at the top level, through finally
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
process.on('exit', () => console.log(log.join(' ')));
for (const x of [1, 2]) {
  try {
    if (t(x) === 2) return t('returned');
  } finally {
    t('fin' + x);
  }
}
t('never');
