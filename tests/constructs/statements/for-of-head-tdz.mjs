// covers: for of / loop variable in its dead zone in the head
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const x = 'outer';
  try {
    for (const x of [t('in head'), x]) t(x);
  } catch (e) {
    return [e.name, x];
  }
}
console.log(run());
console.log(log.join(' '));
