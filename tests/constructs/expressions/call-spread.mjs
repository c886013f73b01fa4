// covers: spread / arguments spread among others
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const list = (...xs) => t(xs.join());
function run() {
  const a = [1, 2];
  return list(t(0), ...a, t(3), ...(a.push(t(9)), a), ...t('ab'), t('end'));
}
console.log(run());
console.log(log.join(' '));
