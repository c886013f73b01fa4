// covers: Promise / executor, frame waits in it
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let settle;
  const p = new Promise((ok, no) => {
    settle = ok;
    for (let i = 0; i < 2; i++) t('exec' + i);
  });
  t('made');
  settle(t('value'));
  return p;
}
console.log(await run());
console.log(
  await new Promise(() => {
    t('throwing');
    throw new Error('executor');
  }).catch((e) => t(e.message)),
);
console.log(log.join(' '));
