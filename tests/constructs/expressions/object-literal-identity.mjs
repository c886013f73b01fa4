// covers: object literal / unfinished literal is not seen and is one object
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const made = [];
  for (let i = 0; i < 2; i++) {
    const o = { i: t(i), get: () => o, inner: { list: [t('a'), t('b')] } };
    made.push(o);
    t(o.get() === o);
  }
  return [made[0] === made[1], made[0].inner === made[1].inner, made[1].get() === made[1]];
}
console.log(run());
console.log(log.join(' '));
