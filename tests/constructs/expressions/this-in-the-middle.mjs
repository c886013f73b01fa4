// covers: this / read on both sides of a call
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const o = {
  n: 1,
  bump(x) {
    this.n += t(x);
    return this;
  },
  run() {
    return this.n + t(10) + this.bump(5).n + this.n + (() => this.n + t(1))();
  },
};
console.log(o.run());
console.log(log.join(' '));
