// covers: async function / error in a default parameter rejects
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
async function run(a = t('a'), { b = fail() } = {}) {
  return t('body') + b;
}
const fail = () => {
  throw new Error(t('default failed'));
};
const p = run('A');
t('no throw');
console.log(await p.catch((e) => e.message), await run('A', { b: 'B' }));
console.log(log.join(' '));
