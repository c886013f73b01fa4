// covers: label / break and continue with labels after an await
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const wait = async (x) => {
  log.push(`<${x}`);
  await null;
  log.push(`${x}>`);
  return x;
};
async function run() {
  const out = [];
  rows: for (const i of [0, 1, 2]) {
    cell: {
      for (let j = 0; j < 3; j++) {
        await null;
        if (j === 1 && i === 0) continue rows;
        if (i === 1) break cell;
        if (i === 2) break rows;
        out.push(`${i}${j}`);
      }
      out.push(t('never'));
    }
    out.push(await wait('after cell'));
  }
  return out;
}
console.log(await run());
console.log(log.join(' '));
