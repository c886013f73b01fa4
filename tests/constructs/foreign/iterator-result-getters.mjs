// covers: iterator protocol / done and value are getters
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  let i = 0;
  const it = {
    [Symbol.iterator]() {
      return this;
    },
    next() {
      const n = i++;
      return {
        get done() {
          return t('done' + n) && n >= 2;
        },
        get value() {
          return t('value' + n);
        },
      };
    },
  };
  const out = [];
  for (const x of it) out.push(x);
  i = 0;
  return [out, [...it]];
}
console.log(run());
console.log(log.join(' '));
