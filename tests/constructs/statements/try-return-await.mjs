// covers: try / return await inside try is caught, return without await is not
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const reject = async (m) => {
  t(m);
  throw new Error(m);
};
async function inside() {
  try {
    return await reject('a');
  } catch (e) {
    return t('caught ' + e.message);
  }
}
async function outside() {
  try {
    return reject('b');
  } catch {
    return t('never');
  }
}
console.log(await inside());
console.log(await outside().catch((e) => t('later ' + e.message)));
console.log(log.join(' '));
