// covers: switch / suspended at yields in discriminant, case tests and bodies
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function* gen() {
  for (let i = 0; i < 3; i++) {
    switch (yield 'disc' + i) {
      case yield 'test a':
        let x = t('a');
        yield () => x;
      case yield 'test b':
        x = t('b' + (yield 'body b'));
        break;
      default:
        t('default');
        continue;
    }
    t('end' + i);
  }
}
const g = gen();
const seen = [];
for (const v of [0, 'p', 'p', 0, 'B1', 'q', 'no', 'no', 'r', 's', 'r', 'B2']) {
  try {
    const { value } = g.next(v);
    seen.push(typeof value === 'function' ? value() : value);
  } catch (e) {
    seen.push(e.name);
    break;
  }
}
console.log(seen);
console.log(log.join(' '));
