// covers: object literal / getters, setters and methods with computed names
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  let v = t('init');
  const o = {
    get [t('p')]() {
      return t('get ' + v);
    },
    set [t('p')](x) {
      v = t('set ' + x);
    },
    [t('m')](x = t('dflt')) {
      return x + v;
    },
    *[t('g')]() {
      yield t(v);
    },
    async [t('a')]() {
      return v;
    },
  };
  o.p = t('1');
  const d = Object.getOwnPropertyDescriptor(o, 'p');
  return [o.p, o.m(), [...o.g()], d.get.name, d.set.name, o.m.name, o.g.name];
}
console.log(run());
console.log(log.join(' '));
