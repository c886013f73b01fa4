// covers: class / frame waits in the extends clause
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const mixin = (B) => {
  t('mixin ' + B.name);
  return class Mixed extends B {
    tag = t('mixed');
  };
};
class A {
  constructor() {
    t('A');
  }
}
function run() {
  const K = class K extends mixin(mixin(A)) {
    own = t('own');
  };
  const k = new K();
  return [Object.keys(k), K.name, Object.getPrototypeOf(K).name];
}
console.log(run());
console.log(log.join(' '));
