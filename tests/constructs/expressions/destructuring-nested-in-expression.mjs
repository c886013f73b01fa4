// covers: destructuring / assignment as an operand and as an argument
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  let a, b;
  const f = (...xs) => t(JSON.stringify(xs));
  const r = f(t(1), ([a, b = t('db')] = [t('a')]), a, ({ a } = { a: t('a2') }), a + b);
  return t('l') + ([a] = [t('x')]).length + a + r.length;
}
console.log(run());
console.log(log.join(' '));
