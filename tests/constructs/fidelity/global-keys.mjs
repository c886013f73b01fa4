// covers: globals / no enumerable key and no name added to the global object
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const keys = Object.keys(globalThis);
  t('point');
  const inLoop = [];
  for (const k in globalThis) inLoop.push(k);
  return [keys.join(), inLoop.join() === Object.keys(globalThis).join()];
}
console.log(run());
console.log(Object.getOwnPropertyNames(globalThis).length);
console.log(Reflect.ownKeys(globalThis).length, Object.getOwnPropertySymbols(globalThis));
console.log(Reflect.ownKeys(Object.getOwnPropertyDescriptors(globalThis)).length);
console.log(log.join(' '));
