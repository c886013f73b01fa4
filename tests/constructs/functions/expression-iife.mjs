// covers: function expression / immediately invoked, several kinds
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
const r = [
  (function () {
    return t('f');
  })(),
  (() => t('a'))(),
  (function named(n) {
    return n ? named(t(n - 1)) : 'n';
  })(2),
  new (function () {
    this.x = t('c');
  })().x,
  [
    ...(function* () {
      yield t('g');
    })(),
  ][0],
  !(function () {
    return t(0);
  })(),
];
console.log(r, await (async () => t('as'))());
console.log(log.join(' '));
