// covers: uncaught exception / thrown at the top after update points
// compare: stdout stderr exitCode
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function fail(n) {
  t(n);
  if (n === 0) {
    throw new Error('uncaught at the bottom');
  }
  fail(n - 1);
}
console.log('before');
fail(2);
console.log('never');
