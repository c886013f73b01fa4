// covers: compound assignment / old value read before the right side changes it
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let x = 1;
  const change = (v) => ((x = v), t(v));
  x += change(10);
  const a = x;
  x *= change(2) + x;
  const b = x;
  x -= x += t(1);
  return [a, b, x];
}
console.log(run());
console.log(log.join(' '));
