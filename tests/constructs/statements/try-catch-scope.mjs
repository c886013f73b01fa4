// covers: try / catch binding captured and reassigned
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const fs = [];
  const e = 'outer';
  for (let i = 0; i < 2; i++) {
    try {
      throw t('e' + i);
    } catch (e) {
      fs.push(() => e);
      t('c');
      e += '!';
      fs.push(() => (e += '?'));
      t('d');
    }
  }
  return [fs.map((f) => f()), e];
}
console.log(run());
console.log(log.join(' '));
