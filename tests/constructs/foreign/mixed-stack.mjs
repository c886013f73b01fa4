// covers: foreign frames / getter, proxy, sort, JSON and replace on one stack
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const deep = {
  get g() {
    return [2, 1].sort((a, b) => t(a) - b).join();
  },
};
const p = new Proxy(deep, { get: (o, k, r) => '<' + Reflect.get(o, k, r) + t('>') });
const j = { toJSON: () => 'xy'.replace(/./g, (c) => c + p.g) };
function run() {
  let n = 1;
  const s = JSON.stringify({
    n: n++,
    j,
    m: [1].map((x) => `${{ toString: () => t('s') + n }}` + x),
  });
  return t('(') + s + n;
}
console.log(run());
console.log(log.join(' '));
