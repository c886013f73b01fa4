// covers: module top / try, catch and finally at the top level
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const seen = [];
try {
  t('try');
  try {
    throw new Error('inner');
  } finally {
    seen.push(t('finally'));
  }
} catch (e) {
  seen.push(() => e.message);
  t('catch');
} finally {
  const scoped = t('outer finally');
  seen.push(() => scoped);
}
console.log(seen.map((s) => (typeof s === 'function' ? s() : s)));
console.log(log.join(' '));
