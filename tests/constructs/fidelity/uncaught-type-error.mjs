// covers: uncaught exception / TypeError raised by the engine itself
// compare: stdout stderr exitCode
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run(o) {
  const v = t('left') + o.missing.property + t('never');
  return v;
}
console.log('before');
run({});
