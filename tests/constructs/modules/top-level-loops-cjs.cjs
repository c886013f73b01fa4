// covers: module top / frame waits in loops at the top level of a CommonJS module
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
var fs = [];
for (let i = 0; i < 3; i++) {
  fs.push(() => i);
  t(i);
}
for (var v of ['a', 'b']) fs.push(() => v + t('v'));
outer: for (const a of [1, 2]) {
  switch (t(a)) {
    case 1:
      continue outer;
    default:
      break outer;
  }
}
console.log(fs.map((f) => f()));
console.log(log.join(' '));
