// covers: call / callee read before the arguments rebind it
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let f = (x) => t('old ' + x);
  const o = { m: (x) => t('old m ' + x) };
  const a = f(((f = (x) => t('new ' + x)), t(1)));
  const b = o.m(((o.m = (x) => t('new m ' + x)), t(2)));
  return [a, b, f(3), o.m(4)];
}
console.log(run());
console.log(log.join(' '));
