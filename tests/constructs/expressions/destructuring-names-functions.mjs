// covers: destructuring / default functions are named after the variable
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const { f = () => t('f'), g: { h = class {} } = {}, [t('k')]: i = function () {} } = {};
  const [j = async () => {}] = [];
  return [f.name, h.name, i.name, j.name, f()];
}
console.log(run());
console.log(log.join(' '));
