// covers: error.stack / first line: name, message and subclass
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class My extends TypeError {
  get name() {
    return 'Mine';
  }
}
function run() {
  const out = [];
  for (const make of [
    () => new Error('m'),
    () => new My('sub'),
    () => new RangeError(),
    () => Object.assign(new Error('a\nb'), { name: 'N' }),
  ]) {
    t('point');
    out.push(make().stack.split('\n    at ')[0]);
  }
  return out;
}
console.log(run());
console.log(log.join(' '));
