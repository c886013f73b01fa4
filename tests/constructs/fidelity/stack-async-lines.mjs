// covers: error.stack / lines of async frames
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const lines = (e) =>
  e.stack
    .split('\n')
    .filter((l) => l.includes('stack-async-lines.mjs'))
    .map((l) => /(:\d+):\d+\)?$/.exec(l)[1]);
async function low() {
  await null;
  t('low');
  throw new Error('async');
}
async function high() {
  t('high');
  try {
    return await low();
  } finally {
    t('fin');
  }
}
try {
  await high();
} catch (e) {
  console.log(lines(e));
}
console.log(log.join(' '));
