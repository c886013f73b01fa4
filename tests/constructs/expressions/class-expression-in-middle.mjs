// covers: class expression / as an operand, captures the variables around it
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let n = t(1);
  const out = [
    t('a'),
    new (class {
      v = n + t(10);
      get() {
        return this.v + n;
      }
    })().get(),
    t((n = 5)),
    class Named {
      static s = t('s') + Named.name + n;
    }.s,
    t('z'),
  ];
  return out;
}
console.log(run());
console.log(log.join(' '));
