// covers: binary / TypeError after both operands ran
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  try {
    return t(1) + BigInt(t(2)) + t('3') * BigInt(t(4)) + t('never');
  } catch (e) {
    return [e.name, t('caught')];
  }
}
console.log(run());
console.log(log.join(' '));
