// covers: object literal / keys and values in source order
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let x = 1;
  const o = {
    [t('k1')]: t('v1'),
    b: (x = t(2)),
    x,
    [t('k2') + x]: x++,
    ...{ s: t('s') },
    x2: x,
    10: t('ten'),
    [t('b')]: t('again'),
  };
  return [Object.entries(o).join(' ')];
}
console.log(run());
console.log(log.join(' '));
