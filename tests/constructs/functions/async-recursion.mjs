// covers: async function / recursion with awaits on every level
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
async function sum(n) {
  t(n);
  if (n === 0) return 0;
  await null;
  return n + (await sum(n - 1)) + t(0);
}
console.log(await sum(4));
console.log(log.join(' '));
