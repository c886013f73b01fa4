// covers: assignment / chained, values of each
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  let a, b;
  const o = {};
  const x = (a = o.p = b = t(5) + 1);
  a = (b = t(a)) + (a = t(1)) + a;
  return [a, b, o, x];
}
console.log(run());
console.log(log.join(' '));
