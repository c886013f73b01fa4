// covers: arguments / sloppy: aliases the parameters both ways
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function f(a, b) {
  const args = arguments;
  const get = () => a;
  a = t('A');
  const one = args[0];
  args[0] = t('viaArgs');
  const two = [a, get()];
  args[1] = 'unmapped';
  delete args[0];
  args[0] = t('detached');
  return [one, two, a, b, args[0], args.length];
}
console.log(f('x'), f('x', 'y'));
console.log(log.join(' '));
