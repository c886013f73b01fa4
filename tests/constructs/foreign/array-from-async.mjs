// covers: Array callback / Array.fromAsync
// minNode: 22
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
async function* gen() {
  yield t('a');
  await null;
  yield t('b');
}
console.log(await Array.fromAsync(gen(), async (x) => t(x + '!')));
console.log(await Array.fromAsync([Promise.resolve(1), 2], (x) => t(x)));
console.log(log.join(' '));
