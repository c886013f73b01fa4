// covers: async function / interleaving of several activations
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
async function worker(id, steps) {
  for (let i = 0; i < steps; i++) {
    t(id + i);
    await (i % 2 ? Promise.resolve() : undefined);
  }
  return t(id + 'end');
}
const all = [worker('a', 3), worker('b', 2), worker('c', 1)];
queueMicrotask(() => t('micro'));
t('sync');
console.log(await Promise.all(all));
console.log(log.join(' '));
