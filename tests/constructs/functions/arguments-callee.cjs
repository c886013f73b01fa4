// covers: arguments / callee of a sloppy function is the function itself
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
const f = function (n) {
  t(n);
  const same = arguments.callee === f;
  return n ? arguments.callee(n - 1) + same : 'end';
};
console.log(f(2));
console.log(log.join(' '));
