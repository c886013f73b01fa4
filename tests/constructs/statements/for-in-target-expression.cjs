// covers: for in / assignment target is a member expression that calls
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  var box = { list: [] };
  var n = 0;
  for (box.list[t(n++)] in { p: 1, q: 2, r: 3 }) {
    t(box.list.length);
  }
  for (var v in { last: 1 }) t(v);
  return [box.list, n, v];
}
console.log(run());
console.log(log.join(' '));
