// covers: loops / every loop kind suspended at an await
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
async function run() {
  const fs = [];
  let n = 0;
  while (n < 2) {
    const k = n++;
    await wait('w' + k);
    fs.push(() => 'w' + k);
  }
  do {
    const k = n--;
    await null;
    fs.push(() => 'd' + k);
  } while ((await wait(n)) > 1);
  for (let i = 0; i < 2; i++) {
    fs.push(() => 'f' + i);
    await null;
    t(i);
  }
  for (const k in { a: 1, b: 2 }) {
    await null;
    fs.push(() => 'i' + k);
  }
  for (const v of [7, 8]) {
    await null;
    fs.push(() => 'o' + v);
  }
  return fs.map((f) => f()).join(' ');
}
console.log(await run());
console.log(log.join(' '));
