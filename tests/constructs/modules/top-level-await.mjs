// covers: module top / suspended at top-level awaits
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const wait = async (x) => {
  log.push(`<${x}`);
  await null;
  log.push(`${x}>`);
  return x;
};
let n = 1;
const get = () => n;
n += await wait(1);
const list = [t('a'), await wait('b'), ...(await wait(['c']))];
for (let i = 0; i < 2; i++) {
  await null;
  n += t(i);
}
const { d = await wait('d') } = await wait({});
console.log(get(), list, d);
console.log(log.join(' '));
