// covers: globals / builtins replaced by the program are not used behind its back
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const touched = [];
const spy = (owner, name) => {
  const old = owner[name];
  owner[name] = function (...args) {
    touched.push(name);
    return Reflect.apply(old, this, args);
  };
  return () => (owner[name] = old);
};
const undo = [
  spy(Array.prototype, 'pop'),
  spy(Object, 'defineProperty'),
  spy(Map.prototype, 'set'),
  spy(Promise.prototype, 'then'),
  spy(Array.prototype, Symbol.iterator),
  spy(Symbol, 'for'),
];
function run() {
  const out = [t(1), t(2)];
  for (let i = 0; i < 2; i++) out[i] += t(i);
  return out.length;
}
const n = run();
const before = touched.length;
for (let i = 0; i < undo.length; i++) undo[i]();
console.log(n, before, touched);
