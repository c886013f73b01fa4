// covers: Array callback / Symbol.species constructor called by map
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class List extends Array {
  constructor(n) {
    super(n);
    t('new List');
  }
  static get [Symbol.species]() {
    t('species');
    return List;
  }
}
function run() {
  const list = List.of(1, 2);
  const out = list.map((x) => t(x * 2));
  return [out instanceof List, [...out]];
}
console.log(run());
console.log(log.join(' '));
