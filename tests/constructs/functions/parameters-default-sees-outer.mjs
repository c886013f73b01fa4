// covers: default parameters / closure in a default does not see body variables
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const v = 'outer';
function f(get = () => v, tdz = () => later) {
  const v = t('inner');
  let later = t('later');
  try {
    tdz();
  } catch (e) {
    return [get(), v, later, e.name];
  }
}
console.log(f());
console.log(log.join(' '));
