// covers: errors / cause chain built over several frames
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function low() {
  t('low');
  throw new TypeError('low');
}
function mid() {
  try {
    low();
  } catch (cause) {
    t('mid');
    throw new Error('mid', { cause });
  }
}
try {
  mid();
} catch (e) {
  console.log(e.message, e.cause.name, e.cause.message, e.cause.cause);
}
console.log(log.join(' '));
