// covers: error.stack / stack is that of the creation, not of the rethrow
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function make() {
  return new Error('made here');
}
function run() {
  const e = make();
  const before = e.stack;
  try {
    try {
      t('throw');
      throw e;
    } catch (x) {
      t('rethrow');
      throw x;
    }
  } catch (y) {
    return [y === e, y.stack === before, Object.keys(y)];
  }
}
console.log(run());
console.log(log.join(' '));
