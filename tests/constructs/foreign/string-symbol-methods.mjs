// covers: String protocol / Symbol.replace, match, search, split and matchAll
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const p = {
  flags: 'g',
  [Symbol.replace](s, r) {
    return t('replace ' + s + r);
  },
  [Symbol.match](s) {
    return t('match ' + s);
  },
  [Symbol.search](s) {
    return t('search ' + s);
  },
  [Symbol.split](s, n) {
    return t('split ' + s + n);
  },
  [Symbol.matchAll](s) {
    return t('matchAll ' + s);
  },
};
function run() {
  return ['a'.replace(p, 'r'), 'b'.match(p), 'c'.search(p), 'd'.split(p, 2), 'e'.matchAll(p)];
}
console.log(run());
console.log(log.join(' '));
