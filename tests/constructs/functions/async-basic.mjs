// covers: async function / suspended at awaits, locals and closures kept
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
async function run(a) {
  let sum = a;
  const get = () => sum;
  for (let i = 0; i < 3; i++) {
    sum += (await wait(i)) * 10;
    t(get());
  }
  return get;
}
console.log((await run(1))());
console.log(log.join(' '));
