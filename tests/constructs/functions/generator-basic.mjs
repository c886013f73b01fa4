// covers: generator / suspended at every yield, locals and closures kept
const log = [];
const note = (x) => log.push(x);
function t(x) {
  note(x);
  return x;
}
function* gen(a) {
  let sum = t(a);
  const get = () => sum;
  for (let i = 0; i < 3; i++) {
    const got = yield get;
    sum += t(got) + i;
  }
  return sum;
}
const g = gen(1);
const f = g.next().value;
console.log(f(), g.next(10).value(), g.next(20).value(), g.next(30), g.next(), f());
console.log(log.join(' '));
