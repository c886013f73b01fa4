// covers: for await / awaited expression in the head
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const wait = async (x) => {
  log.push(`<${x}`);
  await null;
  log.push(`${x}>`);
  return x;
};
async function run() {
  let s = '';
  for await (const x of [await wait('p'), wait('q')]) s += x;
  for (const x of await wait('xy')) s += t(x);
  for (let i = await wait(0); i < (await wait(2)); i += await wait(1)) s += i;
  return s;
}
console.log(await run());
console.log(log.join(' '));
