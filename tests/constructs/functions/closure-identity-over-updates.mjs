// covers: closures / function objects stay the same objects
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function outer() {
  function inner() {}
  const arrow = () => {};
  const before = [inner, arrow, outer, t];
  t('point');
  const after = [inner, arrow, outer, t];
  inner.tag = 1;
  return before.every((f, i) => f === after[i]) && inner.tag === before[0].tag;
}
const map = new Map([[outer, 'key']]);
console.log(outer(), map.get(outer));
console.log(log.join(' '));
