// covers: JSON hook / toJSON
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
class Money {
  constructor(n) {
    this.n = n;
  }
  toJSON(key) {
    for (let i = 0; i < 2; i++) t(key + i);
    return { amount: this.n };
  }
}
function run() {
  return JSON.stringify({ a: new Money(1), list: [new Money(2)], d: new Date(0) });
}
console.log(run());
console.log(log.join(' '));
