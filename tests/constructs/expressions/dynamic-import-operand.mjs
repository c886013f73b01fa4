// covers: import() / specifier that calls, awaited in an expression
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
  const fs = await import(t('node:') + (await wait('path')));
  return (
    t('l') + (await import('node:path')).default.sep + (fs === (await import('node:path'))) + t('r')
  );
}
console.log(await run());
console.log(log.join(' '));
