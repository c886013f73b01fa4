// covers: JSON hook / replacer with this and a getter
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const o = {
    a: 1,
    get b() {
      return t('getter');
    },
    c: [2, { d: 3 }],
  };
  return JSON.stringify(o, function (k, v) {
    t(k || 'root');
    return typeof v === 'number' ? v * 10 + (Array.isArray(this) ? 1 : 0) : v;
  });
}
console.log(run());
console.log(log.join(' '));
