// covers: block / closure made before an update sees assignments after it
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function make() {
  let value = 'initial';
  let unset;
  const read = () => [value, unset];
  t('point');
  value = 'changed';
  unset ??= t('set');
  return { read, write: (v) => (value = v) };
}
const m = make();
console.log(m.read());
m.write(t('from outside'));
console.log(m.read());
console.log(log.join(' '));
