// covers: if / frame waits in the test
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(v) {
  const out = [];
  if (t(v) > 1) out.push('big');
  else if (t(v + 10) === 11) out.push('eleven');
  else {
    out.push('small');
  }
  out.push(t('end'));
  return out;
}
console.log(run(0), run(1), run(2));
console.log(log.join(' '));
