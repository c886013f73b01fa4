// covers: try / destructured catch parameter with a default that calls
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(err) {
  try {
    throw err;
  } catch ({ message, code = t('no code'), nested: [a, ...b] = [t('na'), 2, 3] }) {
    const f = () => [message, code, a, b];
    t('in catch');
    return f();
  }
}
console.log(run(new Error('m')), run({ message: 'o', code: 5, nested: 'xyz' }));
try {
  run(null);
} catch (e) {
  console.log(e.name);
}
console.log(log.join(' '));
