// covers: native callback / iterators, valueOf and options read by constructors
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function run() {
  const o = { id: 1 };
  const w = new WeakRef(o);
  t('held');
  const agg = new AggregateError(
    (function* () {
      yield new Error(t('one'));
      yield new Error(t('two'));
    })(),
  );
  const date = { valueOf: () => t(0) };
  return [
    w.deref() === o,
    agg.errors.map((e) => e.message),
    new Date(date).toISOString(),
    new Intl.NumberFormat('en', {
      get minimumIntegerDigits() {
        return t(2);
      },
    }).format(5),
  ];
}
console.log(run());
console.log(log.join(' '));
