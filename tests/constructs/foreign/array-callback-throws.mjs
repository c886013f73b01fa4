// covers: Array callback / error leaves the native function
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const seen = [];
  try {
    [1, 2, 3].forEach((x) => {
      seen.push(t(x));
      if (x === 2) throw new Error('stop');
    });
  } catch (e) {
    seen.push(e.message);
  } finally {
    seen.push(t('fin'));
  }
  return seen;
}
console.log(run());
console.log(log.join(' '));
