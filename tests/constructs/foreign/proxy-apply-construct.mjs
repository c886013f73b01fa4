// covers: Proxy trap / apply and construct
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
class K {
  constructor(x) {
    this.x = t(x);
  }
}
const f = new Proxy((a, b) => t(a + b), {
  apply(fn, self, args) {
    t('apply');
    return fn(...args.map((x) => x + 1)) + t('!');
  },
});
const P = new Proxy(K, {
  construct(C, args, target) {
    t('construct ' + (target === P));
    return Reflect.construct(C, [args[0] + '?'], target);
  },
});
class Sub extends P {
  y = t('y');
}
console.log(f(1, 2), f.call(null, 3, 4), new P('a').x, new Sub('b'));
console.log(log.join(' '));
