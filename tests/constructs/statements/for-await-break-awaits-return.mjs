// covers: for await / break awaits the return method
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const source = () => {
  let i = 0;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      return { done: false, value: i++ };
    },
    async return() {
      t('closing');
      await null;
      t('closed');
      return {};
    },
  };
};
async function run() {
  for await (const x of source()) if (t(x) === 2) break;
  t('after break');
  outer: for (const k of ['p', 'q']) {
    for await (const x of source()) {
      t(k + x);
      if (x) continue outer;
    }
  }
  try {
    for await (const x of source()) throw new Error('body' + x);
  } catch (e) {
    t(e.message);
  }
}
await run();
console.log(log.join(' '));
