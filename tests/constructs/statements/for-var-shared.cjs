// covers: for / var loop variable shared by all closures
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  var fs = [];
  for (var i = 0; i < 3; i++) {
    fs.push(function () {
      return i;
    });
    t(i);
  }
  t('end');
  return fs.map((f) => f()).concat(i);
}
console.log(run());
console.log(log.join(' '));
