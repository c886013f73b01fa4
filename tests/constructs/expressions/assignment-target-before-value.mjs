// covers: assignment / object and key evaluated before the value
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const o = { a: {} };
  const get = (k) => (t(k), o);
  get('1').x = t('2');
  get('3')[t('4')] = t('5');
  get('6').a[t('7')] = get('8').y = t('9');
  return o;
}
console.log(run());
console.log(log.join(' '));
