// covers: Array callback / native result used in the middle of an expression
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let x = 1;
  return (
    x + [1, 2].map((y) => t((x += y))).length * x + t('z') + Math.max(...[1, 2].map((v) => t(v)))
  );
}
console.log(run());
console.log(log.join(' '));
