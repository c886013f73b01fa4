// covers: yield / in computed keys, heritage and default parameters of inner functions
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function* gen() {
  const K = class extends (yield 'heritage') {
    [yield 'key']() {
      return t('m');
    }
  };
  const o = {
    [yield 'okey'](x = t('dflt')) {
      return x;
    },
  };
  return [new K().m(), o.n(), K.name];
}
const g = gen();
for (const v of [0, class {}, 'm', 'n']) console.log(JSON.stringify(g.next(v)));
console.log(log.join(' '));
