// covers: JSON hook / reviver
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function run() {
  return JSON.parse('{"a":1,"b":[2,{"c":3}],"d":"x"}', function (k, v) {
    t(k || 'root');
    if (k === 'd') return undefined;
    return typeof v === 'number' ? v + Object.keys(this).length : v;
  });
}
console.log(JSON.stringify(run()));
console.log(log.join(' '));
