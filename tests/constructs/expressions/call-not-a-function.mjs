// covers: call / TypeError after the arguments ran
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const o = {};
  const out = [];
  for (const f of [
    () => o.missing(t(1)),
    () => o[t('k')](t(2)),
    () => null(t(3)),
    () => t(4)(t(5)),
    () => new o.x(t(6)),
  ]) {
    try {
      f();
    } catch (e) {
      out.push(e.name);
    }
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
