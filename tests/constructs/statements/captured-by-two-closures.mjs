// covers: block / two closures and the frame share one variable
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  let shared = 0;
  const inc = () => ++shared;
  t('a');
  const read = () => shared;
  inc();
  t(shared);
  shared += 10;
  t(read());
  inc();
  const set = (v) => (shared = v);
  t(shared);
  set(100);
  t(shared);
  return [read(), inc(), shared];
}
console.log(run());
console.log(log.join(' '));
