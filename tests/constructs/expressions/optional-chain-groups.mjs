// covers: optional chain / parentheses end the short circuit
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(o) {
  const out = [o?.a.b, typeof o?.a, delete o?.a, o?.a ?? t('dflt')];
  try {
    out.push((o?.a).b);
  } catch (e) {
    out.push(e.name, t('caught'));
  }
  return out;
}
console.log(run(null), run({ a: { b: 1 } }));
console.log(log.join(' '));
