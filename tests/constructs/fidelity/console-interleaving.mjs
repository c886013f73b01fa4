// covers: output / stdout and stderr written between update points
// compare: stdout stderr exitCode
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
for (let i = 0; i < 3; i++) {
  console.log('out', t(i));
  console.error('err', t(i));
  process.stdout.write(`raw ${i}\n`);
}
await null;
console.warn('warn', log.join());
