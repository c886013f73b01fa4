// covers: for await / rejected element and rejected next
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
async function* bad() {
  yield t(1);
  throw new Error('gen failed');
}
async function run() {
  try {
    for await (const x of bad()) t(x);
  } catch (e) {
    t(e.message);
  }
  try {
    for await (const x of [1, Promise.reject(new Error('element')), 3]) t(x);
  } catch (e) {
    t(e.message);
  }
  return t('done');
}
console.log(await run());
console.log(log.join(' '));
