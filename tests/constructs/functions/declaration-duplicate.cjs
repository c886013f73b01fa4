// covers: function declaration / the last of two with one name wins, var keeps it
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
var f;
var first = typeof f;
function f() {
  return t('one');
}
function f() {
  return t('two');
}
t('mid');
var f = f || 'never';
console.log(first, f());
console.log(log.join(' '));
