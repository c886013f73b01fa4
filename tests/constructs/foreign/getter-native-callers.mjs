// covers: getter / called by Object.assign, entries, spread, JSON and destructuring
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const o = {
  get a() {
    for (let i = 0; i < 1; i++) t('a');
    return 1;
  },
  get b() {
    return t('b');
  },
};
function run() {
  const { a, ...rest } = o;
  return [
    Object.assign({}, o),
    Object.entries(o),
    Object.values(o),
    { ...o },
    JSON.stringify(o),
    a,
    rest,
    structuredClone({ ...o }),
  ];
}
console.log(run());
console.log(log.join(' '));
