// covers: finally / pending break and continue kept while finally runs
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const out = [];
  outer: for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      try {
        out.push(`${i}${j}`);
        if (j === 1 && i < 2) continue outer;
        if (i === 2) break outer;
      } finally {
        t(i);
        t(j);
      }
    }
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
