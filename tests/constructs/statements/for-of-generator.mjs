// covers: for of / generator that is itself at an update point
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function* gen(n) {
  for (let i = 0; i < n; i++) {
    t('g' + i);
    const got = yield i;
    t(got);
  }
  return 'ignored';
}
function run() {
  let sum = 0;
  for (const x of gen(3)) sum += t(x);
  return sum;
}
console.log(run());
console.log(log.join(' '));
