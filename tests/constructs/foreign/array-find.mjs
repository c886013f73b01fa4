// covers: Array callback / find, findIndex, findLast and findLastIndex
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const list = [5, 6, 7];
  return [
    list.find((x) => t(x) > 5),
    list.findIndex((x) => t(x) === 7),
    list.findLast((x) => t(x) < 7),
    list.findLastIndex((x) => t(x) === 0),
  ];
}
console.log(run());
console.log(log.join(' '));
