// covers: closures / several functions share one captured variable for ever
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function counter() {
  let n = 0;
  let history = [];
  return {
    inc() {
      history.push(n);
      n += t(1);
      return this;
    },
    reset() {
      history = [t('reset')];
      n = 0;
    },
    read: () => [n, history.join()],
  };
}
const c = counter();
const d = counter();
c.inc().inc();
d.inc();
console.log(c.read(), d.read());
c.reset();
console.log(c.inc().read(), d.inc().read());
console.log(log.join(' '));
