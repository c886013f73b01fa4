// covers: for of / next method read once
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let reads = 0;
  let i = 0;
  const it = {
    [Symbol.iterator]() {
      return this;
    },
    get next() {
      reads++;
      t('get next');
      return () => ({ done: i >= 2, value: i++ });
    },
  };
  for (const x of it) t(x);
  return reads;
}
console.log(run());
console.log(log.join(' '));
