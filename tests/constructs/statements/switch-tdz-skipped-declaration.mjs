// covers: switch / declaration skipped by jumping to a later case
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run(v) {
  switch (v) {
    case 0:
      let x = t('set');
      return x;
    case 1:
      t('one');
      try {
        return x;
      } catch (e) {
        return t(e.name);
      }
    case 2:
      t('two');
      try {
        x = 5;
      } catch (e) {
        return t(e.name);
      }
      return x;
  }
}
console.log(run(0), run(1), run(2));
console.log(log.join(' '));
