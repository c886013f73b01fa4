// covers: arguments / name declared by the program itself
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function f(arguments) {
  t(arguments);
  return arguments;
}
function g() {
  var arguments = arguments || 'never';
  t('g');
  const inner = () => arguments.length;
  return inner();
}
function h() {
  let o = { arguments: t('prop') };
  return o.arguments + arguments[0];
}
console.log(f('own'), g(1, 2), h('x'));
console.log(log.join(' '));
