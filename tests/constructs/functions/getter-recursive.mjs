// covers: accessors / getter that calls other getters and itself
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
const node = (v, next) => ({
  v,
  next,
  get sum() {
    return t(this.v) + (this.next?.sum ?? t(0));
  },
});
console.log(node(1, node(2, node(3))).sum);
console.log(log.join(' '));
