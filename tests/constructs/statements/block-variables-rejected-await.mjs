// covers: block / captured variables of a block that a rejection leaves
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(String(x));
  return x;
};
const rejects = async (x) => {
  await null;
  t(x);
  throw new Error(x);
};
async function run(m) {
  try {
    for (let i = 0; i < 2; i++) {
      const f = (...list) => t(i) + list.length;
      const again = async (n) => (n > 0 ? f(await again(n - 1)) : f());
      for (const k of ['k']) {
        const h = () => f(k);
        const last = (x) => [h(), x, again];
        last(f(await again(1), i > 0 && (await rejects(m + i))));
      }
    }
  } catch (e) {
    t([m, e.message]);
  }
}
function* inTurn() {
  for (let i = 0; i < 2; i++) {
    const f = () => i++;
    t([f(), yield f]);
  }
}
await run('r');
for (let i = 0; i < 1; i++) {
  const f = () => i;
  const g = () => f() + 1;
  await Promise.all([run('p'), run('q')]);
  const it = inTurn();
  t([it.next().value(), g()]);
  try {
    it.throw(new Error('thrown'));
  } catch (e) {
    t(e.message);
  }
}
try {
  for (const name of ['x', 'y']) {
    const f = () => name;
    const g = async (n) => (n > 0 ? g(n - 1) : rejects(f()));
    g(...[f(), await g(2)]);
  }
} catch (e) {
  t(e.message);
}
console.log(log.join(' '));
