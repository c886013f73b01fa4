// covers: operands / error in the middle drops the operands before it
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const fail = (m) => {
  t(m);
  throw new Error(m);
};
function run() {
  const out = [];
  const attempts = [
    () => t(1) + fail('binary') + t('never'),
    () => [t(2), fail('array'), t('never')],
    () => ({ a: t(3), b: fail('object'), c: t('never') }),
    () => `${t(4)}${fail('template')}${t('never')}`,
    () => t(t(5), fail('argument'), t('never')),
    () => (t(0) || fail('or')) && t('never'),
  ];
  for (const f of attempts)
    try {
      out.push(f());
    } catch (e) {
      out.push(e.message);
    }
  return out;
}
console.log(run());
console.log(log.join(' '));
