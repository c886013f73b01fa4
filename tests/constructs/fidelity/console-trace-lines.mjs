// covers: output / console.assert, count, group and table
// compare: stdout stderr exitCode
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
function run() {
  console.group(t('group'));
  console.count();
  console.table([{ a: t(1) }]);
  console.assert(t(0), 'asserted');
  console.count();
  console.groupEnd();
}
run();
console.log(log.join(' '));
