// covers: function properties / toString gives the author's text
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function decl(a, b = t('x')) {
  // a comment
  for (const x of [a]) t(x);
  return a + b; /* another */
}
const arrow = async (x) => (await x) + t(1);
class K {
  #f = 1;
  static s = () => t('s');
  m() {
    return this.#f;
  }
}
const o = {
  get g() {
    return t('g');
  },
};
function run() {
  t('point');
  return [decl, arrow, K, K.s, K.prototype.m, Object.getOwnPropertyDescriptor(o, 'g').get];
}
console.log(run().map(String).join('\n--\n'), decl(1));
console.log(log.join(' '));
