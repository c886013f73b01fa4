// covers: try / var of the catch parameter's name
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  try {
    throw t('thrown');
  } catch (e) {
    var e = t('assigned to the parameter');
    var other = e;
    t(e);
  }
  return [e, other];
}
console.log(run());
console.log(log.join(' '));
