// covers: for of / inner loop takes from the iterator of the outer one
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const it = [1, 2, 3, 4, 5][Symbol.iterator]();
  const out = [];
  for (const a of it) {
    t(a);
    for (const b of it) {
      out.push(`${a}${t(b)}`);
      if (b === 3) break;
    }
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
