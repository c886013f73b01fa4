// covers: String protocol / own exec method called by replace and test
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class R extends RegExp {
  exec(s) {
    t('exec ' + this.lastIndex);
    return super.exec(s);
  }
}
function run() {
  const re = new R('b', 'g');
  return [
    'abcb'.replace(re, () => t('r')),
    new R('c').test('abc'),
    [...'bb'.matchAll(new R('b', 'g'))].length,
  ];
}
console.log(run());
console.log(log.join(' '));
