// covers: yield / in logical, conditional and optional operators
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function* gen() {
  const out = [];
  out.push((yield 1) || (yield 2));
  out.push((yield 3) && (yield 'never'));
  out.push((yield 4) ?? (yield 5));
  out.push((yield 6) ? yield 7 : yield 'never');
  out.push((yield 8)?.x[yield 'never']);
  out.push((yield 9)?.[yield 10]?.(yield 11));
  return out;
}
const g = gen();
for (const v of [
  0,
  '',
  'or',
  0,
  null,
  'nn',
  true,
  'yes',
  null,
  { f: (x) => t('f' + x) },
  'f',
  'arg',
])
  console.log(JSON.stringify(g.next(v)));
console.log(log.join(' '));
