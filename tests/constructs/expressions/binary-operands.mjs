// covers: binary / left operand kept while the right one calls
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run(a) {
  return t(a) + t(2) * t(3) - t(4) ** t(2);
}
console.log(run(1));
console.log(log.join(' '));
