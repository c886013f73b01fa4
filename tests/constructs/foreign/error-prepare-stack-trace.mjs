// covers: implicit call / program's own Error.prepareStackTrace
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const old = Error.prepareStackTrace;
Error.prepareStackTrace = (e, frames) => {
  for (let i = 0; i < 1; i++) t('prepare');
  return `${e.message}@${frames[0].getFunctionName()}`;
};
function run() {
  const s = new Error('m').stack;
  t('read');
  return s;
}
console.log(run());
Error.prepareStackTrace = old;
console.log(log.join(' '));
