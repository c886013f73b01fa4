// covers: for of / loop variable reassigned, captured per iteration
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const out = [];
  for (let x of [1, 2, 3]) {
    const get = () => x;
    x *= t(10);
    out.push(get);
    t('.');
    x += 1;
  }
  return out.map((f) => f());
}
console.log(run());
console.log(log.join(' '));
