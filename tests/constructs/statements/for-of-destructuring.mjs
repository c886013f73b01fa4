// covers: for of / destructured loop variables with defaults that call
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const fs = [];
  for (const { a, b: [c = t('dc'), ...rest] = [t('db')], ...others } of [
    { a: 1, x: 2 },
    { a: t(3), b: [undefined, 5, 6] },
    { a: 7, b: 'str' },
  ]) {
    fs.push(() => JSON.stringify([a, c, rest, others]));
    t(a);
  }
  return fs.map((f) => f());
}
console.log(run());
console.log(log.join(' '));
