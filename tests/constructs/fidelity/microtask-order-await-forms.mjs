// covers: event order / ticks taken by await, return await, for await, yield and thenables
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const race = (name, start) => start().then(() => t(name));
const thenable = { then: (ok) => ok() };
const ag = async function* () {
  yield 1;
};
await Promise.all([
  race('return', async () => 1),
  race('await', async () => await 1),
  race('return promise', async () => Promise.resolve(1)),
  race('return await promise', async () => await Promise.resolve(1)),
  race('thenable', async () => await thenable),
  race('for await', async () => {
    for await (const x of [1]) x;
  }),
  race('async generator', () => ag().next()),
  race('for await of ag', async () => {
    for await (const x of ag()) x;
  }),
  race('two awaits', async () => (await 1) + (await 2)),
  race('finally', async () => {
    try {
      await 1;
    } finally {
      await 2;
    }
  }),
  race('yield*', async () => {
    for await (const x of (async function* () {
      yield* ag();
    })())
      x;
  }),
]);
console.log(log.join('\n'));
