// covers: while / break and continue
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let i = 0;
  let sum = 0;
  while (true) {
    i++;
    if (t(i) % 2) continue;
    sum += i;
    if (sum > 10) break;
    t('more');
  }
  return [i, sum];
}
console.log(run());
console.log(log.join(' '));
