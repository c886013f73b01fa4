// covers: for of / string by code points
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const out = [];
  for (const c of 'a\u{1F600}b') out.push(t(c).length);
  return out;
}
console.log(run());
console.log(log.join(' '));
