// covers: catch / try inside a catch block
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const out = [];
  try {
    t('a');
    throw new Error('1');
  } catch (e) {
    out.push(e.message);
    try {
      t('b');
      throw new Error(e.message + '2');
    } catch (e) {
      out.push(t(e.message));
    }
    out.push(e.message, t('c'));
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
