// covers: module top / awaits in if, try, switch and loops
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
if (await wait(1)) t('if');
try {
  await Promise.reject(new Error('rejected'));
} catch (e) {
  t(e.message);
  await null;
} finally {
  await wait('fin');
}
switch (await wait('s')) {
  case await wait('s'):
    t('case');
}
for await (const x of [wait('x'), 'y']) t(x);
do t('do');
while (await wait(0));
console.log(await (await wait(async () => t('called')))());
console.log(log.filter((x) => typeof x === 'string' && x.length < 9).join(' '));
