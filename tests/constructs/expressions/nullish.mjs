// covers: nullish / left null, undefined and others
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  return [t(null) ?? t(1), t(undefined) ?? t(2), t(0) ?? t('never'), t(null) ?? t(null) ?? t(3)];
}
console.log(run());
console.log(log.join(' '));
