// covers: iterator protocol / iterator helpers
// minNode: 22
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function* gen() {
  try {
    for (let i = 0; ; i++) yield t(i);
  } finally {
    t('closed');
  }
}
function run() {
  return gen()
    .filter((x) => t('f' + x) && x % 2)
    .map((x) => t('m' + x))
    .take(2)
    .toArray();
}
console.log(run());
console.log(log.join(' '));
