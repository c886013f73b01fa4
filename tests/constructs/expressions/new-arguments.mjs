// covers: new / constructor and arguments
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
class P {
  constructor(a, ...rest) {
    this.a = t(a);
    this.rest = rest;
    t('made');
  }
}
const pick = () => (t('pick'), P);
function run() {
  return [
    new P(t(1), ...[t(2), 3]),
    new (pick())(t(4)),
    new P(),
    new pick.constructor('return 7')(),
  ];
}
console.log(run());
console.log(log.join(' '));
