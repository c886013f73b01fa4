// covers: await / several suspended activations of one function at once
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const wait = async (x) => {
  log.push(`<${x}`);
  await null;
  log.push(`${x}>`);
  return x;
};
async function work(id, n) {
  let s = id;
  for (let i = 0; i < n; i++) s += (await wait(id + i)).length + t('.');
  return s;
}
console.log(await Promise.all([work('a', 2), work('b', 1), work('c', 3)]));
console.log(log.join(' '));
