// covers: await / an argument in parentheses, in patterns as well
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(String(x));
  return x;
};
let top = 1;
const [one, two = await (top &&= t(2)), ...rest] = [0];
async function run(no) {
  let q = 1;
  const [a = await (t('a'), t(10)), b = await (no ? t('yes') : t('no'))] = [];
  const { c = await (q ||= t(5)), d = await (q += t(7)), [await (q, 'key')]: e = 'e' } = { key: 3 };
  for (const { f = await (t('f'), (x) => x + q) } of [{}]) t((await f)(1));
  [q = await (no || t('late'))] = [];
  return [a, b, c, d, e, q];
}
function* yields() {
  let r = 0;
  const [a = yield (t(1), t(2)), { b = yield (r = t(3)) } = {}] = [];
  const { c = yield } = {};
  return [a, b, c, r];
}
async function* both() {
  let r = 0;
  const [a = yield (await (t('x'), 8)), b = await (yield (r ||= t(9)))] = [];
  return [a, b, r];
}
console.log(one, two, rest, top, await run(false), await run(true));
const it = yields();
console.log(it.next(), it.next('A'), it.next('B'), it.next('C'));
const its = both();
console.log(await its.next(), await its.next('D'), await its.next('E'));
console.log(log.join(' '));
