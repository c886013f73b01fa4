// covers: tagged template / tag, strings and values
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function tag(strings, ...values) {
  t('tag');
  return [strings.join('|'), strings.raw.join('|'), values.join('|'), Object.isFrozen(strings)];
}
const get = () => (t('get tag'), tag);
function run() {
  let x = 1;
  return [tag`a\n${t(x)}b${(x = t(2))}${x}`, get()`z${t(9)}`, tag`\u{zzz}`];
}
console.log(run());
console.log(log.join(' '));
