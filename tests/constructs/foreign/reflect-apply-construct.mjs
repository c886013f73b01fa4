// covers: Reflect / apply and construct
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function f(...xs) {
  t(xs.join());
  return [this?.id, new.target?.name, ...xs];
}
class K {
  constructor(x) {
    this.x = t(x);
    this.target = new.target.name;
  }
}
class L {}
function run() {
  return [
    Reflect.apply(f, { id: 'me' }, [t(1), 2]),
    Reflect.construct(K, [t('a')]),
    Reflect.construct(K, ['b'], L) instanceof L,
  ];
}
console.log(run());
console.log(log.join(' '));
