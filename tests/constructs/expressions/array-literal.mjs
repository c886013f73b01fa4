// covers: array literal / elements, holes and nesting
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  let i = 0;
  const a = [t(i++), , [t(i++), [t(i++)]], , t(i++), ,];
  return [a.length, 1 in a, a, i];
}
console.log(run());
console.log(log.join(' '));
