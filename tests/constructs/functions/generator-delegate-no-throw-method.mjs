// covers: generator / throw() into yield* of an iterator without throw
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function* gen() {
  try {
    yield* {
      [Symbol.iterator]: () => ({
        next: () => ({ done: false, value: t('n') }),
        return: () => (t('closed'), {}),
      }),
    };
  } catch (e) {
    return t(e.name);
  }
}
const g = gen();
console.log(g.next(), g.throw(new Error('x')), g.next());
console.log(log.join(' '));
