// covers: variable declaration / dead zone kept over await and yield
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const probe = (f) => {
  try {
    return f();
  } catch (e) {
    return e.name;
  }
};
async function run() {
  const read = () => x;
  await null;
  t(probe(read));
  const x = await Promise.resolve('x');
  return [probe(read), t(x)];
}
function* gen() {
  const read = () => y;
  yield probe(read);
  let y = yield t('init');
  yield probe(read);
}
const g = gen();
console.log(await run(), g.next().value, g.next().value, g.next('Y').value);
console.log(log.join(' '));
