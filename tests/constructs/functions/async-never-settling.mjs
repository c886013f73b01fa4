// covers: async function / activation that waits for ever
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
let started = 0;
async function forever() {
  started++;
  t('waiting');
  await new Promise(() => {});
  t('never');
}
forever();
forever();
await null;
t('main goes on');
console.log(started);
console.log(log.join(' '));
