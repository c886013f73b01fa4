// covers: determinism / one function called many times gives the same trace
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function once(n) {
  const start = log.length;
  let x = n;
  for (let i = 0; i < 2; i++) x += t(x) + (i ? t(1) : t(2));
  try {
    if (x > 5) throw x;
  } catch (e) {
    x = t(e);
  } finally {
    t('f');
  }
  return log.slice(start).join();
}
const a = once(1);
const b = once(1);
console.log(a === b, a);
