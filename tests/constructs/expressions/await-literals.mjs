// covers: await / in array, object, template and spread
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
  return [
    [t(1), await wait(2), , ...(await wait('34')), await wait(5)],
    {
      [await wait('k')]: await wait('v'),
      ...(await wait({ s: 1 })),
      m: t('m'),
      [t('z') + (await wait('y'))]: 1,
    },
    `${t('a')}-${await wait('b')}-${t('c')}-${await wait('d')}`,
    ((s, ...v) => s.join('|') + v)`x${await wait(1)}y${t(2)}`,
  ];
}
console.log(await run());
console.log(log.length);
