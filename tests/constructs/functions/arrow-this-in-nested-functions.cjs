// covers: arrow function / this of the nearest ordinary function
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function outer() {
  const a = () => {
    t('a');
    return this.id;
  };
  function inner() {
    return [(() => this?.id)(), a()];
  }
  t('x');
  return [a(), inner.call({ id: 'inner' }), a.call({ id: 'ignored' })];
}
console.log(outer.call({ id: 'outer' }));
console.log((() => this === module.exports && t('top'))());
console.log(log.join(' '));
