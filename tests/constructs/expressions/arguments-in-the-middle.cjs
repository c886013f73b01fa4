// covers: arguments / read and changed between calls
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run(a, b) {
  var before = arguments[0];
  a = t('A');
  var mid = arguments[0];
  arguments[1] = t('B');
  return [before, mid, b, arguments.length, arguments[2], t(arguments[0]) + arguments[1]];
}
console.log(run('a', 'b', 'c'), run('a'));
console.log(log.join(' '));
