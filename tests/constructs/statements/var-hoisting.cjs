// covers: variable declaration / var hoisted over its use
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const first = v;
  t('one');
  v = 5;
  t(v);
  {
    var v = t(6);
    var w;
  }
  t(w);
  var v;
  return [first, v, w];
}
console.log(run());
console.log(log.join(' '));
