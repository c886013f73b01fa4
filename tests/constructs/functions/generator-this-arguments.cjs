// covers: generator / this and arguments kept over yields
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const o = {
  id: 'o',
  *gen(a, b) {
    const args = arguments;
    yield t(this.id + a);
    a = t('A');
    yield [arguments[0], args === arguments, arguments.length, (() => this.id)()];
  },
};
function* sloppy() {
  yield this === globalThis;
  t('x');
  yield (() => this === globalThis)();
}
console.log([...o.gen(1, 2)], [...sloppy()]);
console.log(log.join(' '));
