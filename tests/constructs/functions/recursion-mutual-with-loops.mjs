// covers: recursion / mutual, each frame in a loop of its own
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function a(n) {
  const out = [];
  for (let i = 0; i < n; i++) out.push(t('a' + i) + b(n - 1));
  return out.join('');
}
function b(n) {
  let s = '(';
  let i = 0;
  while (i++ < n) s += t('b' + i) + a(n - 1);
  return s + ')';
}
console.log(a(3));
console.log(log.join(' '));
