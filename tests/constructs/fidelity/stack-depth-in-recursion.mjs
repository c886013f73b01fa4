// covers: error.stack / number of the program's frames in a recursion
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
Error.stackTraceLimit = 50;
function down(n) {
  t(n);
  if (n === 0)
    return new Error('bottom').stack.split('\n').filter((l) => l.includes('stack-depth')).length;
  return down(n - 1);
}
console.log(down(5), Error.stackTraceLimit);
console.log(log.join(' '));
