// covers: regular expression literal / new object each time, lastIndex kept
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  const all = [];
  for (let i = 0; i < 2; i++) {
    const re = /a(\d)/g;
    all.push(re);
    let m;
    while ((m = re.exec('a1 a2'))) all.push(t(m[1] + re.lastIndex));
  }
  return [all[0] === all[3], all.filter((x) => typeof x === 'string')];
}
console.log(run());
console.log(log.join(' '));
