// covers: for / const in the head
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const out = [];
  for (const state = { n: 0 }; state.n < 3; state.n++) {
    out.push(() => state.n);
    t(state.n);
  }
  try {
    for (const i = 0; i < 2; i++) t('once');
  } catch (e) {
    out.push(() => e.name);
  }
  return out.map((f) => f());
}
console.log(run());
console.log(log.join(' '));
