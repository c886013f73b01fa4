// covers: module top / blocks, labels, switch and conditions at the top level
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const got = [];
out: {
  const x = t('block');
  got.push(() => x);
  if (t(1)) {
    let y = t('if');
    got.push(() => y++);
    if (got.length === 2) break out;
  }
  got.push('never');
}
switch (t('s')) {
  case 's':
    let z = t('case');
    got.push(() => z);
  default:
    got.push(() => t('fall'));
}
console.log(got.map((g) => g()));
console.log(log.join(' '));
