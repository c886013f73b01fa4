// covers: arguments / passed on with apply, spread and Array.from
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function sum() {
  t(arguments.length);
  let s = 0;
  for (let i = 0; i < arguments.length; i++) s += t(arguments[i]);
  return s;
}
function f() {
  return [
    sum.apply(this, arguments),
    sum(...arguments),
    Array.from(arguments, (x) => t(x * 2)),
    [].slice.call(arguments, 1),
  ];
}
console.log(f(1, 2, 3));
console.log(log.join(' '));
