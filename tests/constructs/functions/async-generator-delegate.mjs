// covers: async generator / yield* over async and sync iterables
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
async function* inner(n) {
  try {
    const x = yield t('i' + n);
    return t('r' + x);
  } finally {
    await null;
    t('closed' + n);
  }
}
async function* gen() {
  const a = yield* inner(1);
  yield* [Promise.resolve(t('s')), 't'];
  yield* inner(a);
}
const g = gen();
console.log(
  await g.next(),
  await g.next('A'),
  await g.next(),
  await g.next(),
  await g.return('end'),
  await g.next(),
);
console.log(log.join(' '));
