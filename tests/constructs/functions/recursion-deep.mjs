// covers: recursion / sixty frames deep
const log = [];
function down(n) {
  const local = n * 2;
  if (n === 0) return mark();
  const r = down(n - 1);
  return r + local;
}
function mark() {
  for (const x of ['bottom']) log.push(x);
  return 0;
}
console.log(down(60), log);
