// covers: generator / endless pipeline taken by destructuring
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function* naturals() {
  let n = 0;
  try {
    while (true) yield t(n++);
  } finally {
    t('closed');
  }
}
function* map(it, f) {
  for (const x of it) yield f(x);
}
function* filter(it, f) {
  for (const x of it) if (f(x)) yield x;
}
const [a, b] = map(
  filter(naturals(), (x) => x % 2),
  (x) => t(x * x),
);
console.log(a, b);
console.log(log.join(' '));
