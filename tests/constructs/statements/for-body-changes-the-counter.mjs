// covers: for / body assigns the loop variable that a closure holds
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const seen = [];
  for (let i = 0; i < 6; i++) {
    const set = (v) => (i = v);
    seen.push(i);
    t(i);
    if (i === 1) set(3);
    t(i);
  }
  return seen;
}
console.log(run());
console.log(log.join(' '));
