// covers: conditional / as callee, argument and operand
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run(v) {
  const f = (x) => t('f' + x);
  const g = (x) => t('g' + x);
  return t('<') + (t(v) ? f : g)(t(v) ? t(1) : t(2)) + (t(v) ? t('x') : t('y')) + t('>');
}
console.log(run(true), run(false));
console.log(log.join(' '));
