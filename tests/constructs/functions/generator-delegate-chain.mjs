// covers: generator / yield* through three generators, values and returns
const log = [];
const t = function (x) {
  do {
    log.push(x);
  } while (log.length < 0);
  return x;
};
function* leaf(n) {
  const x = yield t('leaf' + n);
  return t(x + n);
}
function* mid(n) {
  const a = yield* leaf(n);
  const b = yield* leaf(n + 1);
  return a + b;
}
function* top() {
  return t((yield* mid(1)) + (yield* mid(3)));
}
const g = top();
const out = [];
for (let r = g.next(), i = 0; ; r = g.next('v' + i++)) {
  out.push(r.value);
  if (r.done) break;
}
console.log(out);
console.log(log.join(' '));
