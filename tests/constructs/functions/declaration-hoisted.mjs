// covers: function declaration / called before it and mutually with another
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
console.log(even(4), odd(3));
function even(n) {
  return n === 0 ? t('even') : odd(n - 1);
}
function odd(n) {
  return n === 0 ? t('odd') : even(n - 1);
}
console.log(log.join(' '));
