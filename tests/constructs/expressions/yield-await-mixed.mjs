// covers: yield / and await in one expression of an async generator
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
async function* gen() {
  const x = t('a') + (yield await wait(1)) + (await wait('b')) + (yield 2);
  const y = [await (yield 3), yield await wait(4)];
  return [x, y];
}
const g = gen();
for (const v of [0, 'A', 'B', Promise.resolve('C'), 'D'])
  console.log(JSON.stringify(await g.next(v)));
console.log(log.join(' '));
