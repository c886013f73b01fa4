// covers: call / chain of method calls
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
class Chain {
  list = [];
  add(x) {
    this.list.push(t(x));
    return this;
  }
  get twice() {
    t('twice');
    return this.add(this.list.at(-1));
  }
}
function run() {
  return new Chain()
    .add(t(1))
    .add(2)
    .twice.add(t(3))
    .twice.list.map((x) => x * 2)
    .join('-');
}
console.log(run());
console.log(log.join(' '));
