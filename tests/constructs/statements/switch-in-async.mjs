// covers: switch / suspended at awaits in a case with lexical declarations
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const wait = async (x) => {
  log.push(`<${x}`);
  await null;
  log.push(`${x}>`);
  return x;
};
async function run(v) {
  const fs = [];
  switch (v) {
    case 1:
      let x = await wait('x');
      fs.push(() => x);
    case 2:
      await null;
      x = await wait('two');
      fs.push(() => x + '!');
      break;
    default:
      fs.push(await wait(() => 'dflt'));
    case 3:
      const y = await wait('y');
      fs.push(() => y);
  }
  return fs.map((f) => f());
}
console.log(await run(1), await run(0), await run(3), await run(2).catch((e) => e.name));
console.log(log.length);
