// covers: methods / object methods of every kind
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const sym = Symbol('desc');
const o = {
  n: 5,
  m(x) {
    return t(this.n + x);
  },
  get g() {
    return t(this.n * 2);
  },
  set g(v) {
    this.n = t(v);
  },
  *gen() {
    yield t(this.n);
    yield* [t(1)];
  },
  async as() {
    await null;
    return t(this.n);
  },
  async *ag() {
    yield t(this.n);
  },
  [sym]() {
    return t('sym');
  },
  'quoted key'() {
    return t('q');
  },
  123() {
    return t('num');
  },
};
console.log(
  o.m(1),
  (o.g = 7),
  o.g,
  [...o.gen()],
  await o.as(),
  o[sym](),
  o['quoted key'](),
  o[123](),
);
for await (const x of o.ag()) console.log(x);
console.log(log.join(' '));
