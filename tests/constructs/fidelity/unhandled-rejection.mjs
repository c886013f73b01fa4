// covers: unhandled rejection / of an async function
// compare: stdout stderr exitCode
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
async function run() {
  t('start');
  await null;
  t('later');
  throw new Error('nobody listens');
}
run();
console.log('sync end');
