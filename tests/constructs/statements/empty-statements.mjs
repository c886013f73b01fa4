// covers: empty statement / bodies without statements
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  let n = 0;
  if (t(1));
  else;
  for (; n < t(2); n++);
  while (n-- > t(0));
  {
  }
  return n;
}
console.log(run());
console.log(log.join(' '));
