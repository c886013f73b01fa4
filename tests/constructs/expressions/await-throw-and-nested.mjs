// covers: await / rejection in the middle, await of await, await of a thenable
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
  const out = [];
  try {
    out.push(t(1) + (await Promise.reject(new Error('mid'))) + t('never'));
  } catch (e) {
    out.push(e.message);
  }
  out.push(await await wait(wait('x')));
  out.push(await { then: (ok) => ok(t('thenable')) });
  out.push(await t('plain'), await null, await undefined);
  return out;
}
console.log(await run());
console.log(log.length);
