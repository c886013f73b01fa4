// covers: yield / operands before and after
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function* gen() {
  let x = 1;
  const r = x + (yield t('y1')) * (yield t('y2')) - ((x = 10), yield) + x;
  return [r, t('l') + (yield 'm') + t('r'), -(yield), typeof (yield)];
}
const g = gen();
for (const v of [undefined, 2, 3, 4, 'M', 5, 's']) console.log(JSON.stringify(g.next(v)));
console.log(log.join(' '));
