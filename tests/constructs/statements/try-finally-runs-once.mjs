// covers: finally / runs once on every way out
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(how) {
  let n = 0;
  const count = () => n;
  loop: for (const i of [1, 2]) {
    try {
      t(how + i);
      if (how === 'return') return count;
      if (how === 'throw') throw new Error(how);
      if (how === 'break') break;
      if (how === 'label') continue loop;
      if (how === 'continue') continue;
      t('normal');
    } catch (e) {
      t('caught');
    } finally {
      t('fin');
      n++;
      t('fin2');
    }
  }
  return count;
}
console.log(['return', 'throw', 'break', 'label', 'continue', 'normal'].map((h) => run(h)()));
console.log(log.join(' '));
