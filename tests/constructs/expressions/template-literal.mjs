// covers: template / substitutions kept left to right
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let x = 1;
  return `a${t(x)}b${(x = t(2))}c${x}${`[${t('in')}${x++}]`}d${x}`;
}
console.log(run());
console.log(log.join(' '));
