// covers: await / in logical, conditional and optional operators
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
  const o = { a: { f: async (x) => t(x) } };
  return [
    (await wait(0)) || (await wait('or')),
    (await wait(0)) && (await wait('never')),
    (await wait(null)) ?? (await wait('nn')),
    (await wait(1)) ? await wait('yes') : await wait('never'),
    (await wait(null))?.x[await wait('never')],
    await o?.a?.f?.(await wait('arg')),
    await o.b?.f(await wait('never')),
  ];
}
console.log(await run());
console.log(log.join(' '));
