// covers: for of / array that grows while the loop runs
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const list = [1, 2, 3];
  const out = [];
  for (const x of list) {
    out.push(() => x);
    if (t(x) === 2) list.push(4);
    if (x === 3) list.length = 4;
    t('.');
  }
  return out.map((f) => f());
}
console.log(run());
console.log(log.join(' '));
