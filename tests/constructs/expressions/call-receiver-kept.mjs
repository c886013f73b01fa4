// covers: call / receiver kept when arguments rebind the variable
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const make = (id) => ({
    id,
    who(...rest) {
      t('who');
      return [this.id, ...rest].join();
    },
  });
  let o = make('first');
  let k = 'who';
  const a = o.who(((o = make('second')), t(1)), o.id);
  const b = o[k](((k = 'none'), (o = make('third')), t(2)), k);
  const c = make(t('fourth')).who(t('x'));
  return [a, b, c];
}
console.log(run());
console.log(log.join(' '));
