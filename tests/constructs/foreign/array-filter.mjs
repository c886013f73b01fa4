// covers: Array callback / filter with this argument
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  return [1, 2, 3, 4].filter(
    function (x) {
      return t(x) > this.min;
    },
    { min: 2 },
  );
}
console.log(run());
console.log(log.join(' '));
