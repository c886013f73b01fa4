// covers: catch / binding captured and changed over await and yield
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const wait = async (x) => {
  log.push(`<${x}`);
  await null;
  log.push(`${x}>`);
  return x;
};
async function later() {
  const fs = [];
  for (const x of [1, 2]) {
    try {
      await Promise.reject(x);
    } catch (e) {
      fs.push(() => e);
      e += await wait(10);
      fs.push(() => e++);
    }
  }
  return fs.map((f) => f());
}
function* gen() {
  try {
    throw { a: 1 };
  } catch ({ a, b = yield 'b' }) {
    const f = () => a + b;
    a = yield t('a');
    return f();
  }
}
const g = gen();
console.log(await later(), g.next().value, g.next('B').value, g.next('A').value);
console.log(log.join(' '));
