// covers: arguments / strict: a copy, identity kept
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function f(a) {
  const args = arguments;
  a = t('A');
  args[1] = t('B');
  const arrow = () => arguments;
  t('c');
  return [
    args[0],
    args[1],
    args === arguments,
    arrow() === args,
    [...args],
    args.length,
    Object.prototype.toString.call(args),
  ];
}
console.log(f('x', 'y'));
console.log(log.join(' '));
