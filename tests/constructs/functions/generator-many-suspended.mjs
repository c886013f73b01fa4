// covers: generator / several suspended instances resumed in turns
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function* gen(id) {
  let k = id;
  while (true) k = t(k) + (yield k);
}
const gs = ['a', 'b', 'c'].map(gen);
for (const g of gs) g.next();
console.log(gs.map((g, i) => g.next(i).value));
console.log(gs.reverse().map((g) => g.next('z').value));
console.log(log.join(' '));
