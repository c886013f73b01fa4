// covers: while / body is a single statement
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  let n = 4;
  let s = '';
  while (n-- > 0) s += t(n);
  while (s.length < 6)
    if (t(s.length) === 5) s += '5';
    else s += '-';
  return s;
}
console.log(run());
console.log(log.join(' '));
