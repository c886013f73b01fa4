// covers: Promise / then, catch and finally callbacks
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const p = Promise.resolve(t('v'))
  .then((v) => {
    for (let i = 0; i < 2; i++) t(v + i);
    throw new Error('then');
  })
  .catch((e) => t(e.message) + '!')
  .finally(() => {
    t('finally');
    return 'ignored';
  })
  .then(
    (v) => [v, t('end')],
    () => t('never'),
  );
console.log(await p);
console.log(log.join(' '));
