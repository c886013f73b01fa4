// covers: try / error thrown after an update reaches its handler
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function thrower(m) {
  t('thrower');
  throw new Error(m);
}
function run() {
  let where = 'start';
  try {
    where = t('in try');
    thrower('boom');
    where = 'never';
  } catch (e) {
    return [where, e.message, t('caught')];
  }
}
console.log(run());
console.log(log.join(' '));
