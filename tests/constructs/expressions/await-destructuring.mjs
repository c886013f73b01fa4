// covers: await / in destructuring defaults and computed keys
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
async function run(src) {
  const { a = await wait('da'), [await wait('k')]: k = t('dk'), ...rest } = await wait(src);
  let [x, y = await wait('dy'), ...z] = await wait([t(1), undefined, 3]);
  return [a, k, rest, x, y, z];
}
console.log(await run({ k: 1, r: 2 }), await run({ a: 0 }));
console.log(log.length);
