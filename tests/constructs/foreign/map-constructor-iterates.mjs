// covers: iterator protocol / Map, Set, WeakMap and Object.fromEntries constructors
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function* pairs() {
  try {
    yield [t('a'), 1];
    yield ['b', t(2)];
  } finally {
    t('done');
  }
}
class M extends Map {
  set(k, v) {
    t('set ' + k);
    return super.set(k, v);
  }
}
function run() {
  const bad = () => {
    try {
      new Map(
        (function* () {
          try {
            yield 'not a pair';
          } finally {
            t('closed');
          }
        })(),
      );
    } catch (e) {
      return e.name;
    }
  };
  return [[...new M(pairs())], new Set(pairs()).size, Object.fromEntries(pairs()), bad()];
}
console.log(run());
console.log(log.join(' '));
