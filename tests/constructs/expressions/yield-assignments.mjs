// covers: yield / in assignments of every kind
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function* gen() {
  let x = 1;
  const o = { n: 1, a: [] };
  const get = (k) => (t(k), o);
  x += yield x;
  get('g1').n += yield 'n';
  get('g2').a[yield 'k'] = yield 'v';
  get('g3').z ??= yield 'zz';
  [x, o.q = yield 'dq'] = [x + (yield 'x')];
  o[yield 'p']++;
  const { d = yield 'dd', ...rest } = yield 'src';
  return [x, o, d, rest];
}
const g = gen();
for (const v of [0, 5, 2, 0, 'el', 'Z', 1, 'Q', 'n', { e: 1 }, 'D'])
  console.log(JSON.stringify(g.next(v)));
console.log(log.join(' '));
