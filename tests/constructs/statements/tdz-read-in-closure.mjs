// covers: variable declaration / closure reads a binding in its dead zone
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const read = () => late;
  const tryRead = () => {
    try {
      return read();
    } catch (e) {
      return e.name + ': ' + e.message;
    }
  };
  const out = [tryRead()];
  t('before');
  out.push(tryRead());
  let late = t('value');
  out.push(tryRead());
  t('after');
  late = 'later';
  out.push(tryRead());
  return out;
}
console.log(run());
console.log(log.join(' '));
