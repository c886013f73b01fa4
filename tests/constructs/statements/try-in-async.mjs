// covers: try / async function suspended inside try, catch and finally
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
async function run(fail) {
  try {
    await wait('try');
    if (fail) await Promise.reject(new Error('rejected'));
    return t('value');
  } catch (e) {
    await wait('catch');
    return e.message;
  } finally {
    await wait('finally');
  }
}
console.log(await run(false), await run(true));
console.log(log.join(' '));
