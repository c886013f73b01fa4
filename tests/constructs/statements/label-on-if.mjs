// covers: label / break out of a labelled if
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(n) {
  check: if (t(n) > 0) {
    if (t(n) === 1) break check;
    return t('deep');
  } else {
    t('else');
    break check;
  }
  return t('out');
}
console.log(run(0), run(1), run(2));
console.log(log.join(' '));
