// covers: finally / pending error kept while finally is in a loop
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  try {
    throw new RangeError(t('pending'));
  } finally {
    for (let i = 0; i < 3; i++) {
      try {
        t('f' + i);
        if (i === 1) throw new Error('inner');
      } catch (e) {
        t(e.message);
      }
    }
  }
}
try {
  run();
} catch (e) {
  console.log(e.name, e.message);
}
console.log(log.join(' '));
