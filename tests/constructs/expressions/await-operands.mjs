// covers: await / operands before and after
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
  let x = 1;
  const r = x + (await wait(2)) * (await wait(3)) - ((x = 10), await wait(4)) + x;
  return [
    r,
    t('l') + (await wait('m')) + t('r'),
    -(await wait(1)),
    typeof (await wait('s')),
    !(await wait(0)),
  ];
}
console.log(await run());
console.log(log.join(' '));
