// covers: try / generator suspended inside try, catch and finally
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function* gen() {
  try {
    t(yield 'try');
    throw new Error('x');
  } catch (e) {
    t(yield 'catch ' + e.message);
  } finally {
    t(yield 'finally');
  }
  return t('end');
}
const g = gen();
for (const v of [0, 'a', 'b', 'c', 'd']) console.log(g.next(v));
console.log(log.join(' '));
