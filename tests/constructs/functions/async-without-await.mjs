// covers: async function / never suspended, returns and throws as a promise
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
async function value() {
  return t('v');
}
async function fails() {
  t('f');
  throw new Error('sync throw');
}
async function nothing() {
  t('n');
}
const fine = value();
const bad = fails().catch((e) => t(e.message));
console.log(await fine, await bad, await nothing());
console.log(log.join(' '));
