// covers: block / inner binding shadows the outer one
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  let a = t('outer');
  const seen = [];
  {
    let a = t('inner');
    a += t('!');
    seen.push(() => a);
    {
      const a = t('deep');
      seen.push(() => a);
    }
    a += '?';
  }
  seen.push(() => a);
  a = t('changed');
  return seen.map((f) => f());
}
const result = run();
console.log(log.join(' '));
console.log(result);
