// covers: class declaration / a new class per iteration, captured variables per class
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
const made = [];
for (let i = 0; i < 3; i++) {
  made.push(
    class K {
      static id = t(i);
      get() {
        return i;
      }
    },
  );
  t('.');
}
console.log(
  new Set(made).size,
  made.map((K) => K.id + ':' + new K().get()),
  made[0].prototype === made[1].prototype,
);
console.log(log.join(' '));
