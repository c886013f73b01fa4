// covers: Array callback / map
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(k) {
  const out = [3, 1, 2].map((x, i, all) => t(x) * k + i + all.length);
  return [out, k];
}
console.log(run(10));
console.log(log.join(' '));
