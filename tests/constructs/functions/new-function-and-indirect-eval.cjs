// covers: generated code / new Function and indirect eval call back
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
globalThis.hook = (x) => t('hook ' + x);
const f = new Function('a', 'b = hook(a)', 'return a + b + hook(b)');
const g = (0, eval)('(x) => hook(x) + 1');
function run() {
  return [f(t('a')), g(t('g')), f.name, f.length];
}
console.log(run());
delete globalThis.hook;
console.log(log.join(' '));
