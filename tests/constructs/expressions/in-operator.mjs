// covers: in / calls on both sides
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const o = { a: 1 };
  const get = () => (t('get'), o);
  return [t('a') in get(), t('b') in get(), 'c' in ((o.c = t(1)), o), t(0) in [t(9)]];
}
console.log(run());
console.log(log.join(' '));
