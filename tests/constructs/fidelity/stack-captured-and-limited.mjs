// covers: error.stack / captureStackTrace and stackTraceLimit of the program
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function helper() {
  t('helper');
  const o = {};
  Error.captureStackTrace(o, helper);
  return /stack-captured-and-limited\.mjs:\d+/.exec(o.stack)[0];
}
function run() {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  t('limited');
  const n = new Error('one').stack.split('\n').length;
  Error.stackTraceLimit = before;
  return [helper(), n];
}
console.log(run());
console.log(log.join(' '));
