// covers: Function.prototype / call, apply and bind
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function f(a, b) {
  return [this.id, t(a), b, arguments.length];
}
const o = { id: 'o' };
function run() {
  const bound = f.bind(o, t('first'));
  return [
    f.call(o, t(1), t(2)),
    f.apply(o, [t(3), 4, 5]),
    bound(t('second')),
    bound.call({ id: 'ignored' }),
    bound.name,
    bound.length,
    Function.prototype.call.call(f, o, t('cc')),
  ];
}
console.log(run());
console.log(log.join(' '));
