// covers: uncaught exception / thrown after a top-level await
// compare: stdout stderr exitCode
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
t('a');
await null;
for (let i = 0; i < 2; i++) await t(i);
console.log('before');
throw new Error('after an await');
