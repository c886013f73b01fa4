// covers: function properties / name and length of every kind
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function decl(a, b = 1, ...c) {}
const arrow = (a, { b }, [c]) => {};
const o = {
  m(a) {},
  get g() {
    return 1;
  },
  set g(v) {},
  ['x' + t('y')]: () => {},
  async am() {},
  *gm() {},
  [Symbol('sym')]() {},
};
class C {
  constructor(a, b) {}
  static s(a) {}
  #p() {}
  static names() {
    return [C.name, C.length, C.s.name, new C().#p.name];
  }
}
t('point');
const d = Object.getOwnPropertyDescriptor(o, 'g');
const symbol = Object.getOwnPropertySymbols(o)[0];
console.log(
  decl.name,
  decl.length,
  arrow.name,
  arrow.length,
  (() => {}).name === '',
  function () {}.name === '',
);
console.log(
  o.m.name,
  o.m.length,
  d.get.name,
  d.set.length,
  o.xy.name,
  o.am.name,
  o.gm.name,
  o[symbol].name,
  C.names(),
);
console.log(log.join(' '));
