// covers: Array callback / nested three deep
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  return [1, 2].map((a) =>
    ['x', 'y'].filter((b) => [0, 1].some((c) => t(`${a}${b}${c}`) === `${a}x1`)),
  );
}
console.log(run());
console.log(log.join(' '));
