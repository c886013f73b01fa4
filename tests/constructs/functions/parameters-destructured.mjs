// covers: destructured parameters / nested, defaults that call, rest
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function f(
  { a, b: { c = t('c'), ...d } = t({ x: 1 }), [t('k')]: k } = {},
  [e, , g = t('g')] = 'xyz',
  ...[h, ...i]
) {
  const all = () => [a, c, d, k, e, g, h, i];
  t('body');
  a = 'changed';
  return JSON.stringify(all());
}
console.log(f(), f({ a: 1, b: { c: 2, z: 3 }, k: 4 }, [5, 6], 7, 8, 9), f.length);
console.log(log.length);
