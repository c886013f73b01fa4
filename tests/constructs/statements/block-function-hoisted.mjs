// covers: block / function declaration hoisted inside a block
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run(flag) {
  const out = [];
  {
    out.push(inner(1));
    const k = t(10);
    function inner(x) {
      return t(x) + 1;
    }
    out.push(inner(k));
    if (flag) {
      out.push(inner(2));
      function inner(x) {
        return t(x) * 100;
      }
    }
    out.push(inner(3));
  }
  return out;
}
console.log(run(true), run(false));
console.log(log.join(' '));
