// covers: globals / no own property added to instances, classes and closures
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class K {
  #p = t('p');
  pub = 1;
  m() {}
  static s = 2;
}
function run() {
  const k = new K();
  t('point');
  const f = () => k;
  return [
    Reflect.ownKeys(k),
    Reflect.ownKeys(K),
    Reflect.ownKeys(K.prototype),
    Reflect.ownKeys(f),
    Reflect.ownKeys(run),
    JSON.stringify(k),
    Object.isExtensible(Object.freeze(k)),
  ];
}
console.log(run());
console.log(log.join(' '));
