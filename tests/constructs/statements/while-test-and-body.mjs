// covers: while / frame waits in the test and in the body
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let i = 0;
  const out = [];
  while (t(i) < 3) {
    const mine = i;
    out.push(() => mine);
    i += t(1);
  }
  return out.map((f) => f());
}
console.log(run());
console.log(log.join(' '));
