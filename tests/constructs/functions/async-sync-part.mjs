// covers: async function / runs synchronously up to its first await
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
async function run() {
  t('sync 1');
  t('sync 2');
  await null;
  t('later');
  return t('value');
}
const p = run();
t('after call');
console.log(p instanceof Promise, await p);
console.log(log.join(' '));
