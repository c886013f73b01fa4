// covers: Array callback / some and every stop early
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  return [
    [1, 2, 3].some((x) => t(x) === 2),
    [1, 2, 3].every((x) => t(x) < 2),
    [].some(t),
    [].every(t),
  ];
}
console.log(run());
console.log(log.join(' '));
