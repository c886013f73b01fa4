// covers: error.stack / lines of frames with natives between
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let e;
  [1].map((x) => {
    t(x);
    'a'.replace('a', () => {
      t('r');
      e = new Error('deep');
      return '';
    });
  });
  return e.stack
    .split('\n')
    .filter((l) => l.includes('stack-through-natives.mjs'))
    .map((l) => /:(\d+):\d+\)?$/.exec(l)[1]);
}
console.log(run());
console.log(log.join(' '));
