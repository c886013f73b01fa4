// covers: if / nested without braces
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(a, b) {
  if (t(a))
    if (t(b)) return t('both');
    else return t('first');
  return t('none');
}
console.log(run(1, 1), run(1, 0), run(0, 1));
console.log(log.join(' '));
