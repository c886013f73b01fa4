// covers: debugger statement / passes without a debugger
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  let x = t(1);
  debugger;
  x += t(2);
  return x;
}
console.log(run());
console.log(log.join(' '));
