// covers: function expression / own name is an immutable inner binding
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const fact = function self(n) {
  try {
    self = null;
  } catch (e) {
    t(e.name);
  }
  return t(n) <= 1 ? 1 : n * self(n - 1);
};
const g = fact;
console.log(g(3), fact.name, typeof self);
console.log(log.join(' '));
