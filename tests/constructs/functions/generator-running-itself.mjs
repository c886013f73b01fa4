// covers: generator / TypeError when it is resumed while running
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
let g;
function* gen() {
  t('in');
  try {
    g.next();
  } catch (e) {
    yield e.name;
  }
  yield t('still fine');
}
g = gen();
console.log(g.next(), g.next(), g.next());
console.log(log.join(' '));
