// covers: async generator / yielded and returned promises are awaited
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
async function* gen() {
  const x = yield Promise.resolve(t('p'));
  t(x);
  try {
    yield Promise.reject(new Error('rejected'));
  } catch (e) {
    t(e.message);
  }
  return Promise.resolve(t('r'));
}
const g = gen();
console.log(await g.next(), await g.next('X'), await g.next());
console.log(log.join(' '));
