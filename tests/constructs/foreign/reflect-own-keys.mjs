// covers: foreign frames / Reflect.ownKeys and Object.getOwnPropertySymbols that run a Proxy's trap
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const trap = (name) =>
  new Proxy(
    { a: 1, [Symbol.iterator]: 2 },
    {
      ownKeys(target) {
        let n = 0;
        t(`${name} ${(n += 1)}`);
        for (const key of ['a', 'b']) t(`${name} ${key} ${(n += 1)}`);
        return Object.keys(target).concat(Symbol.iterator);
      },
    },
  );
function run(name) {
  const before = t(`before ${name}`);
  const keys = t('left').length + Reflect.ownKeys(trap(name)).length;
  const symbols = Object.getOwnPropertySymbols(trap(`${name}!`)).map(String);
  return [before, keys, symbols.join(), t('after')];
}
console.log(run('x').join(' '));
console.log(log.join(' '));
