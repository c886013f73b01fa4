// covers: async function / returned promise adopted, microtask ticks counted
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const inner = async () => {
  t('inner');
  return 'v';
};
async function direct() {
  return inner();
}
async function awaited() {
  return await inner();
}
const ticks = async (name, n) => {
  for (let i = 0; i < n; i++) {
    await null;
    t(name + i);
  }
};
await Promise.all([
  direct().then(() => t('direct')),
  awaited().then(() => t('awaited')),
  ticks('tick', 5),
]);
console.log(log.join(' '));
