// covers: function expression / made between two calls, shares the variables
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  let n = t(1);
  const list = [
    t('a'),
    () => n,
    t((n += 1)),
    () => n++,
    function named() {
      return named.name + n;
    },
    t('z'),
  ];
  t(n);
  return [list[1](), list[3](), list[1](), list[4](), n];
}
console.log(run());
console.log(log.join(' '));
