// covers: for / closures made in initialiser, test and update
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const fs = [];
  for (
    let i = 0, first = () => i;
    fs.push(['test', () => i]), t(i) < 2;
    fs.push(['update', () => i]), i++
  ) {
    fs.push(['body', () => i]);
    fs.push(['first', first]);
    t('b');
  }
  return fs.map(([n, f]) => n + f());
}
console.log(run().join(' '));
console.log(log.join(' '));
