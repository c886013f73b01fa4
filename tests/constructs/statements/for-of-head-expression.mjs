// covers: for of / frame waits in the iterated expression
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function make(n) {
  t('make');
  return Array.from({ length: n }, (_, i) => i);
}
function run() {
  let s = 0;
  for (const x of make(t(3))) s += t(x);
  for (const x of make(0)) s += 100;
  return s;
}
console.log(run());
console.log(log.join(' '));
