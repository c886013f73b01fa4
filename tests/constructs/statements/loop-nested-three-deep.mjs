// covers: loops / three deep, all positions kept
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let s = '';
  for (let i = 0; i < 2; i++) {
    let j = 0;
    while (j < 2) {
      for (const k of 'xy') {
        s += `${i}${j}${t(k)} `;
      }
      j++;
    }
  }
  return s;
}
console.log(run());
console.log(log.join(' '));
