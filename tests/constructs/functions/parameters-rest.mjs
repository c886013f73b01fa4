// covers: rest parameter / captured and changed
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function f(a, ...rest) {
  const get = () => rest;
  t(a);
  rest.push(t('more'));
  rest = [...rest, arguments.length];
  return get();
}
console.log(f(1), f(1, 2, 3), f.length);
console.log(log.join(' '));
