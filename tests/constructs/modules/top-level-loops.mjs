// covers: module top / frame waits in loops at the top level
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const fs = [];
for (let i = 0; i < 3; i++) {
  fs.push(() => i);
  t(i);
}
let n = 2;
while (n-- > 0) {
  const k = t('w' + n);
  fs.push(() => k);
}
for (const x of ['p', 'q']) for (const y in { r: 1 }) fs.push(() => t(x + y));
do t('d');
while (n++ < 0);
console.log(fs.map((f) => f()));
console.log(log.join(' '));
