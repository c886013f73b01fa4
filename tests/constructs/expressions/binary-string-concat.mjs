// covers: binary / string concatenation of many calls
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  return 'a' + t('b') + 1 + t(2) + (t(3) + t(4)) + [t(5)] + `${t(6)}`;
}
console.log(run());
console.log(log.join(' '));
