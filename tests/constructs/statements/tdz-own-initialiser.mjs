// covers: variable declaration / initialiser that uses the binding itself
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  try {
    t('a');
    let x = t('b') + x;
    return x;
  } catch (e) {
    return [e.name, e.message, t('caught')];
  }
}
console.log(run());
console.log(log.join(' '));
