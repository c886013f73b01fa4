// covers: update / old value of a postfix kept over a call
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let i = 0;
  const a = [];
  a[i++] = t('x') + i++;
  a[i++] = [i++, t('y'), i++, t(i)];
  const s = i++ + t(i++) + i;
  return [a, s, i];
}
console.log(run());
console.log(log.join(' '));
