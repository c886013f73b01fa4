// covers: label / break and continue across nested loops
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const out = [];
  rows: for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      if (j === 2) continue rows;
      if (i === 2) break rows;
      if (i === j) continue;
      out.push(t(`${i}${j}`));
    }
    out.push('never');
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
