// covers: throw / undefined, primitives and the same object
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const thing = { id: 1 };
function run(v) {
  try {
    t('try');
    throw v;
  } catch (e) {
    t('catch');
    return e === v;
  }
}
console.log([undefined, null, 0, '', thing, Symbol.iterator].map(run));
console.log(log.join(' '));
