// covers: Array callback / flatMap
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  return [1, 2].flatMap((x) => [t(x), [x * 10], ...(t(x) > 1 ? ['more'] : [])]);
}
console.log(run());
console.log(log.join(' '));
