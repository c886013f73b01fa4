// covers: label / one name used twice in a row and shared with a variable
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let here = 0;
  here: {
    here += t(1);
    if (here) break here;
    here += 100;
  }
  here: for (const x of [1, 2, 3]) {
    here += t(x);
    if (x === 2) break here;
  }
  return here;
}
console.log(run());
console.log(log.join(' '));
