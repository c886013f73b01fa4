// covers: sequence / in arrow bodies and in conditions
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const f = (a) => (t(a), a++, t(a));
function run() {
  if ((t('if'), f(1) === 2)) return (t('ret'), f(5));
}
console.log(run());
console.log(log.join(' '));
