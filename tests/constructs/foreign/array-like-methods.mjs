// covers: Array callback / called on an array-like with getters
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const like = {
  length: 2,
  get 0() {
    return t('zero');
  },
  get 1() {
    return t('one');
  },
};
function run() {
  return [
    Array.prototype.map.call(like, (x) => t(x.length)),
    Array.prototype.join.call(like, '-'),
    [].slice.call(like),
  ];
}
console.log(run());
console.log(log.join(' '));
