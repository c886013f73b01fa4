// covers: recursion / frames of one function at different points
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function walk(n, path) {
  const mine = path + n;
  if (n === 0) return t(mine);
  let s = walk(n - 1, mine + 'l');
  s += '|';
  for (const k of ['a', 'b']) if (n === 1) s += walk(0, k);
  return s + walk(n - 1, mine + 'r');
}
console.log(walk(2, ''));
console.log(log.join(' '));
