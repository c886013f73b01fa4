// covers: delete / sloppy: names and frozen properties give false
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run(p) {
  globalThis.tmp = t('tmp');
  return [delete p, delete globalThis.tmp, delete Object.freeze({ x: t(1) }).x, delete t(2), p];
}
console.log(run('param'));
console.log(log.join(' '));
