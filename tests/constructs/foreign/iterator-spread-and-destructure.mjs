// covers: iterator protocol / next called by spread, destructuring and calls
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class Range {
  constructor(n) {
    this.n = n;
  }
  [Symbol.iterator]() {
    let i = 0;
    t('open');
    return {
      next: () => (i < this.n ? { done: false, value: t(i++) } : { done: true, value: t('end') }),
      return: () => (t('close'), {}),
    };
  }
}
function run() {
  const r = new Range(2);
  const [a, ...b] = r;
  const [c] = r;
  return [
    [...r],
    Math.max(...r),
    a,
    b,
    c,
    new Set(r).size,
    Array.from(r).length,
    String.raw({ raw: r.n + 'x' }),
  ];
}
console.log(run());
console.log(log.join(' '));
