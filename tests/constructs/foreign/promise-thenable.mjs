// covers: Promise / thenables called by await, resolve and return
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const thenable = (v) => ({
  get then() {
    t('get then ' + v);
    return (ok) => {
      for (let i = 0; i < 2; i++) t(v + i);
      ok(v);
      ok('ignored');
    };
  },
});
async function run() {
  return thenable('ret');
}
console.log(
  await thenable('a'),
  await Promise.resolve(thenable('b')),
  await run(),
  await new Promise((ok) => ok(thenable('c'))),
);
console.log(log.join(' '));
