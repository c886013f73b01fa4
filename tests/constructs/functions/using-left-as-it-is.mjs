// covers: obstacles / a function that declares by using is left as it is, those that it calls are not
// minNode: 24
const log = [];
function t(x) {
  for (let i = 0; i < 2; i++) log.push(x);
  return x;
}
const resource = (name) => ({
  [Symbol.dispose]() {
    t('dispose ' + name);
  },
});
function run(fail) {
  using a = resource(t('a'));
  {
    using b = resource(t('b'));
    if (fail) throw new Error(t('fails'));
  }
  return [1, 2].map((x) => t('value ' + x)).join();
}
function* items() {
  using c = resource(t('c'));
  yield t(1);
  yield t(2);
}
function outer() {
  for (const item of items()) {
    t('item ' + item);
    if (item === 1) break;
  }
  try {
    return run(false) + run(true);
  } catch (error) {
    return error.message;
  }
}
console.log(outer());
console.log(log.join(' '));
