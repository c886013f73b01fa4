// covers: async generator / return() and throw() with awaiting finally
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
async function* gen() {
  try {
    yield t(1);
    yield t('never');
  } catch (e) {
    t('caught ' + e);
    yield t('c');
  } finally {
    await null;
    t('fin');
    yield t('f');
  }
}
const g = gen();
console.log(await g.next(), await g.return('R'), await g.next(), await g.next());
const h = gen();
console.log(await h.next(), await h.throw('T'), await h.next(), await h.next());
console.log(log.join(' '));
