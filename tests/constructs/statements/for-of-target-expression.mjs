// covers: for of / assignment targets: member and pattern
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run() {
  const o = { list: [] };
  let a;
  let n = 0;
  for (o.list[t(n++)] of ['p', 'q']) t(o.list.length);
  for ([a, o.second = t('dflt')] of [[1], [2, 3]]) t(a);
  for (a of [t(8), 9]) t(a);
  return [o, a, n];
}
console.log(run());
console.log(log.join(' '));
