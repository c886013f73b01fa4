// covers: async generator / several next calls queued at once
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
async function* gen() {
  for (let i = 0; i < 3; i++) {
    t('run' + i);
    await null;
    yield i;
  }
}
const g = gen();
const all = [g.next(), g.next(), g.next(), g.next(), g.return('r'), g.next()];
t('queued');
console.log(await Promise.all(all));
console.log(log.join(' '));
