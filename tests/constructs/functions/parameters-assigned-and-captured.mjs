// covers: parameters / assigned, captured, missing and surplus
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function f(a, b, c) {
  const get = () => [a, b, c];
  b ??= t('b');
  a = t(a) + 1;
  const inc = () => a++;
  inc();
  t(a);
  return [get(), arguments.length, arguments[0]];
}
console.log(f(1), f(1, 2, 3, 4));
console.log(log.join(' '));
