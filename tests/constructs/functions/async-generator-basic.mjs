// covers: async generator / next with awaits and yields
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
async function* gen(n) {
  for (let i = 0; i < n; i++) {
    await null;
    const got = yield t('y' + i);
    t('got ' + got);
  }
  return t('ret');
}
const g = gen(2);
console.log(await g.next('ignored'), await g.next('a'), await g.next('b'), await g.next());
console.log(log.join(' '));
