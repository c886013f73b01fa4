// covers: assignment / reference kept when the value's call rebinds the variable
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  let o = { id: 1 };
  let k = 'a';
  const first = o;
  o[k] = ((o = { id: 2 }), (k = 'b'), t('v'));
  o.self = (o = { id: 3 }) && t('w');
  return [first, o, k];
}
console.log(run());
console.log(log.join(' '));
