// covers: for await / destructured with a default that awaits
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const wait = async (x) => {
  log.push(`<${x}`);
  await null;
  log.push(`${x}>`);
  return x;
};
async function run() {
  const fs = [];
  for await (const { a, b = await wait('d') } of [{ a: 1 }, Promise.resolve({ a: 2, b: 3 })]) {
    fs.push(() => a + ':' + b);
    t(a);
  }
  return fs.map((f) => f());
}
console.log(await run());
console.log(log.join(' '));
