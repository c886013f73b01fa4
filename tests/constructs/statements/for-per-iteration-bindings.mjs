// covers: for / closures capture a binding per iteration
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const get = [];
  const inc = [];
  for (let i = 0; i < 3; i++) {
    get.push(() => i);
    t(i);
    inc.push(() => (i += 10));
    t('x');
  }
  inc[1]();
  t('after');
  return get.map((f) => f());
}
console.log(run());
console.log(log.join(' '));
