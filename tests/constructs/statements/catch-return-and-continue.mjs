// covers: catch / return and continue from a catch block
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const out = [];
  for (const x of [1, 2, 3]) {
    try {
      if (t(x) < 3) throw x;
      throw 'last';
    } catch (e) {
      out.push(t(e));
      if (e === 1) continue;
      if (e === 'last') return out;
      out.push('-');
    }
    out.push('+');
  }
}
console.log(run());
console.log(log.join(' '));
