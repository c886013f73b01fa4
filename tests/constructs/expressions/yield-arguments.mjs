// covers: yield / in arguments, receiver, callee and new
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function* gen() {
  const o = {
    n: 'o',
    m(...xs) {
      return t(this.n + xs.join());
    },
  };
  let p = o;
  const a = p.m(t(1), yield 'a', ...(yield 'b'), yield 'c');
  const b = p.m(((p = null), yield 'd'));
  const c = (yield 'e').m(yield 'f');
  const d = o[yield 'g'](yield 'h');
  return [a, b, c, d, new (yield 'i')(yield 'j').length];
}
const g = gen();
const other = {
  n: 'other',
  m(x) {
    return t(this.n + x);
  },
};
for (const v of [0, 'A', [1, 2], 'C', 'D', other, 'F', 'm', 'H', Array, 3])
  console.log(JSON.stringify(g.next(v)));
console.log(log.join(' '));
