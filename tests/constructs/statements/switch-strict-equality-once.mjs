// covers: switch / cases compared by strict equality in source order
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const key = { id: 7 };
function run(v) {
  switch (v) {
    case '1':
      return t('string');
    case t(1):
      return t('number');
    case NaN:
      return t('never');
    case key:
      return t('object');
    case undefined:
      return t('undefined');
  }
  return t('no case');
}
console.log([1, '1', NaN, key, { id: 7 }, undefined].map(run));
console.log(log.join(' '));
