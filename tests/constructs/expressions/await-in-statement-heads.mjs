// covers: await / in if, switch, return, throw, while and case heads
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const wait = async (x) => {
  log.push(`<${x}`);
  await null;
  log.push(`${x}>`);
  return x;
};
async function run(v) {
  if ((await wait(v)) === 1) t('if');
  switch (await wait(v)) {
    case await wait(0):
      t('case 0');
      break;
    case await wait(1):
      t('case 1');
    default:
      t('default');
  }
  let n = 0;
  while (n < (await wait(2))) n += await wait(1);
  try {
    throw await wait('thrown');
  } catch (e) {
    return [e, await wait('ret')];
  }
}
console.log(await run(0), await run(1));
console.log(log.join(' '));
