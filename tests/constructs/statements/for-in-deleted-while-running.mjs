// covers: for in / keys deleted and added while the loop runs
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const o = { a: 1, b: 2, c: 3, d: 4 };
  const out = [];
  for (const k in o) {
    out.push(k);
    t(k);
    if (k === 'a') {
      delete o.b;
      o.e = 5;
    }
    if (k === 'c') {
      delete o.d;
      o.d = 'again';
      delete o.d;
    }
    t('-');
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
