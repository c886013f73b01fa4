// covers: native callback / Object.groupBy and Map.groupBy
// minNode: 22
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const by = Object.groupBy([1, 2, 3], (x) => (t(x) % 2 ? 'odd' : 'even'));
  return [JSON.stringify(by), [...Map.groupBy('abc', (c) => t(c) > 'a').keys()]];
}
console.log(run());
console.log(log.join(' '));
