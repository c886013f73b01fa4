// covers: generator / the generator object, its prototype and properties stay
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function* gen() {
  yield t(1);
  yield t(2);
}
gen.prototype.extra = 'extra';
const g = gen();
g.own = 'own';
g.next();
console.log(
  g instanceof gen,
  g.extra,
  g.own,
  Object.prototype.toString.call(g),
  g[Symbol.iterator]() === g,
  [...g],
);
console.log(log.join(' '));
