// covers: yield / in array, object, template, spread and tag
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function* gen() {
  const a = [t(1), yield 'a', ...(yield 'b'), yield 'c'];
  const o = { [yield 'd']: yield 'e', ...(yield 'f'), z: t('z') };
  const s = `${t('t')}-${yield 'g'}-${t('u')}-${yield 'h'}`;
  const q = ((s, ...v) => s.join('|') + v)`x${yield 'i'}y${t(2)}`;
  return [a, o, s, q];
}
const g = gen();
for (const v of [0, 'A', 'BB', 'C', 'D', 'E', { f: 1 }, 'G', 'H', 'I'])
  console.log(JSON.stringify(g.next(v)));
console.log(log.join(' '));
