// covers: implicit call / using and await using dispose in reverse order
// minNode: 24
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const res = (n) => ({
  [Symbol.dispose]() {
    for (let i = 0; i < 1; i++) t('dispose ' + n);
  },
});
const ares = (n) => ({
  async [Symbol.asyncDispose]() {
    await null;
    t('async dispose ' + n);
  },
});
async function run(fail) {
  try {
    using a = res(t('a'));
    await using b = ares(t('b'));
    using none = null;
    for (using c of [res('c1'), res('c2')]) t('loop');
    if (fail) throw new Error('body');
    return t('value');
  } catch (e) {
    return e.message;
  }
}
console.log(await run(false), await run(true));
console.log(log.join(' '));
