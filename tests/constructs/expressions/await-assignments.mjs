// covers: await / in assignments of every kind
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
  let x = 1;
  const o = { n: 1, a: [] };
  const get = (k) => (t(k), o);
  x += await wait(5);
  x = x + (await wait(((x = 100), 1)));
  get('g1').n += await wait(2);
  get('g2').a[t(0)] = await wait('el');
  get('g3').z ??= await wait('zz');
  get('g4').z ||= await wait('never');
  [x, o.q = await wait('dq')] = [x + (await wait(1))];
  o[await wait('i')] = t('ii');
  o[await wait('n')]++;
  return [x, o];
}
console.log(await run());
console.log(log.join(' '));
