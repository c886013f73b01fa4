// covers: optional chain / rest of the chain skipped when null
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run(o) {
  return [o?.a, o?.[t('a')], o?.a?.b?.(t('arg')), o?.a.b?.c?.[t('k')](t('x')), o?.m?.(t('m'))];
}
console.log(run(null), run({ a: { b: (x) => t('b' + x) }, m: (x) => x }), run({ a: {} }));
console.log(log.join(' '));
