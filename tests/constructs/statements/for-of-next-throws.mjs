// covers: for of / error from next does not close the iterator
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let n = 0;
  const it = {
    [Symbol.iterator]: () => it,
    next() {
      t('next');
      if (n++ === 2) throw new Error('next failed');
      return { done: false, value: n };
    },
    return() {
      t('never closed');
      return {};
    },
  };
  try {
    for (const x of it) t(x);
  } catch (e) {
    return e.message;
  }
}
console.log(run());
console.log(log.join(' '));
