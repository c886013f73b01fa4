// covers: for in / frame waits in the object and in the body
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  const out = [];
  for (const k in (t('head'), { b: 1, a: 2, 1: 3, 0: 4 })) {
    out.push(() => k);
    t(k);
  }
  return out.map((f) => f());
}
console.log(run());
console.log(log.join(' '));
