// covers: for await / array of promises and values
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
async function run() {
  const out = [];
  for await (const x of [t(1), Promise.resolve(2), (async () => t(3))()]) {
    out.push(t(x * 10));
  }
  return out;
}
console.log(await run());
console.log(log.join(' '));
