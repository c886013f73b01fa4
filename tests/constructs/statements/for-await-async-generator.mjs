// covers: for await / async generator
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
async function* gen() {
  try {
    for (let i = 0; i < 3; i++) {
      t('g' + i);
      await null;
      yield i;
    }
  } finally {
    t('g end');
  }
}
async function run() {
  const fs = [];
  for await (const x of gen()) {
    fs.push(() => x);
    t(x);
    await null;
    t('.');
  }
  return fs.map((f) => f());
}
console.log(await run());
console.log(log.join(' '));
