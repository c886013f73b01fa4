// covers: destructuring / default reads earlier names, later ones are dead
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(src) {
  try {
    const { a = t(1), b = a + t(1), c = (() => d)(), d = t(4) } = src;
    return [a, b, c, d];
  } catch (e) {
    return [e.name, e.message];
  }
}
console.log(run({ c: 3 }), run({}));
console.log(log.join(' '));
