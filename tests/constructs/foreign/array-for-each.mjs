// covers: Array callback / forEach over a sparse array that changes
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const list = [1, , 3, 4];
  let sum = 0;
  list.forEach((x, i) => {
    sum += t(x);
    if (i === 0) list[3] = 40;
    if (i === 2) list.push(5);
  });
  return sum;
}
console.log(run());
console.log(log.join(' '));
