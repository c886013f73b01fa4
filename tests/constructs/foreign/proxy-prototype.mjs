// covers: Proxy trap / getPrototypeOf and setPrototypeOf
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class A {}
const p = new Proxy(
  {},
  {
    getPrototypeOf: () => (t('getProto'), A.prototype),
    setPrototypeOf: (o, v) => (t('setProto'), Reflect.setPrototypeOf(o, v)),
  },
);
function run() {
  return [
    p instanceof A,
    A.prototype.isPrototypeOf(p),
    Object.getPrototypeOf(p) === A.prototype,
    Reflect.setPrototypeOf(p, null),
  ];
}
console.log(run());
console.log(log.join(' '));
