// covers: do while / frame waits in body and test
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let i = 0;
  const fs = [];
  do {
    let k = t(i);
    fs.push(() => k++);
    i++;
  } while (t(i) < 3);
  return [...fs.map((f) => f()), ...fs.map((f) => f())];
}
console.log(run());
console.log(log.join(' '));
