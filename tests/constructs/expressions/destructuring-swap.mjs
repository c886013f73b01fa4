// covers: destructuring / swap of captured variables and members
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let a = 1;
  let b = 2;
  const get = () => [a, b];
  [a, b] = [b, t(a)];
  const o = { p: 'p', q: 'q' };
  [o.p, o.q] = [t(o.q), o.p];
  [[a, b], { p: o.q = t('never') }] = [[t(b), a], o];
  return [get(), o];
}
console.log(run());
console.log(log.join(' '));
