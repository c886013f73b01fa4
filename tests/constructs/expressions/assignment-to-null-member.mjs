// covers: assignment / TypeError for a null object after the value ran
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run(o) {
  try {
    o.x = t('value');
  } catch (e) {
    t(e.name);
  }
  try {
    o[t('key')] = t('value 2');
  } catch (e) {
    return t(e.name);
  }
}
console.log(run(null), run(undefined));
console.log(log.join(' '));
