// covers: for of / error from the iterator's return method
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const it = (bad) => ({
  [Symbol.iterator]() {
    return this;
  },
  next: () => ({ done: false, value: 1 }),
  return() {
    t('return');
    if (bad) throw new Error('from return');
    return {};
  },
});
function run(bad, how) {
  try {
    for (const x of it(bad)) {
      t(how);
      if (how === 'break') break;
      throw new Error('from body');
    }
    return 'left';
  } catch (e) {
    return e.message;
  }
}
console.log(run(false, 'break'), run(true, 'break'), run(true, 'throw'), run(false, 'throw'));
console.log(log.join(' '));
