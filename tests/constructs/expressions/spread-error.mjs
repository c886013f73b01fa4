// covers: spread / iterator that throws in the middle
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const it = {
  *[Symbol.iterator]() {
    yield t(1);
    throw new Error(t('spread failed'));
  },
};
function run() {
  try {
    return [t('a'), ...it, t('never')];
  } catch (e) {
    try {
      Math.max(...it, t('never'));
    } catch (e2) {
      return [e.message, e2.message, e !== e2];
    }
  }
}
console.log(run());
console.log(log.join(' '));
