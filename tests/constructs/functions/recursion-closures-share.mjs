// covers: recursion / closures of different activations do not share
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function level(n, outer) {
  let mine = n;
  const add = (x) => (mine += x);
  if (n > 0) {
    const deeper = level(n - 1, add);
    add(t(100));
    outer?.(1);
    return [...deeper, () => mine];
  }
  outer?.(t(1000));
  return [() => mine];
}
console.log(level(3).map((f) => f()));
console.log(log.join(' '));
