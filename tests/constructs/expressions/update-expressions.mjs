// covers: update / prefix and postfix among calls
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let i = 5;
  const o = { n: 1 };
  const get = () => (t('get'), o);
  return [i++ + t(i) + ++i, i-- - t(i), get().n++, ++get()[t('n')], get().n--, o.n, i, -i-- + +i];
}
console.log(run());
console.log(log.join(' '));
