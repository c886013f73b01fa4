// covers: assignment / undeclared name, strict throws after the value ran
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  try {
    madeUp = t('value');
  } catch (e) {
    return [e.name, e.message, t('caught'), typeof madeUp];
  }
}
console.log(run());
console.log(log.join(' '));
