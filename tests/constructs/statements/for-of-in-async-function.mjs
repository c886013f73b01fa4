// covers: for of / iterator kept and closed once over awaits
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
function* source() {
  try {
    for (let i = 0; i < 4; i++) yield i;
  } finally {
    t('closed');
  }
}
async function run(stop) {
  const out = [];
  for (const x of source()) {
    out.push(await wait(x));
    if (x === stop) break;
  }
  try {
    for (const x of source()) {
      await null;
      if (x === stop) throw new Error('x' + x);
    }
  } catch (e) {
    out.push(e.message);
  }
  return out;
}
console.log(await run(1), await run(9));
console.log(log.filter((x) => x === 'closed').length);
