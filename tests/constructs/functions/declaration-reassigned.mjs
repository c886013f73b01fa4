// covers: function declaration / name reassigned while the function is active
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function f(n) {
  t('old' + n);
  if (n === 0) f = (x) => t('new' + x);
  return n < 2 ? f(n + 1) : 'end';
}
const keep = f;
console.log(f(0), f(5), keep(1), keep === f);
console.log(log.join(' '));
