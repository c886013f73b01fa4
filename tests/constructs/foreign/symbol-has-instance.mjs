// covers: implicit call / Symbol.hasInstance
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class Even {
  static [Symbol.hasInstance](n) {
    for (let i = 0; i < 1; i++) t(n);
    return n % 2 === 0;
  }
}
function run() {
  return [2 instanceof Even, t(1) instanceof Even, [1, 2].filter((x) => x instanceof Even)];
}
console.log(run());
console.log(log.join(' '));
