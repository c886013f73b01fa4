// covers: return / frame waits in the returned expression
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const f = (n) => t(n) * 2;
function run(n) {
  return f(n) + t('r').length + f(n + 1);
}
console.log(run(1), run(5));
console.log(log.join(' '));
