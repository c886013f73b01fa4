// covers: globals / builtins are native and have no new properties
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const native = (f) => /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(f));
  t('point');
  const fs = [
    Promise,
    Promise.prototype.then,
    Array.prototype.map,
    Object.keys,
    JSON.stringify,
    Function.prototype.call,
    Reflect.apply,
    Map.prototype.get,
    Error.captureStackTrace,
  ];
  const owners = [
    Function.prototype,
    Object.prototype,
    Array.prototype,
    Promise,
    Error,
    Symbol,
    Reflect,
    Atomics,
  ];
  return [fs.map(native), owners.map((o) => Reflect.ownKeys(o).length)];
}
console.log(run());
console.log(log.join(' '));
