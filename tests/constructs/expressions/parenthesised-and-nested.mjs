// covers: parentheses / deep nesting of every operator kind
const log = [];
function t(x) {
  let n = 1;
  while (n-- > 0) log.push(x);
  return x;
}
function run(a) {
  return (
    (t(a) ? [t(1), { k: (t(2), -t(3)) }] : null)?.[1].k * (t(4) + (t(0) || (t(null) ?? t(5)))) +
    `${t(6) + `${[t(7), ...[t(8)]].length}`}`.length +
    (a += t(1)) +
    a
  );
}
console.log(run(1));
console.log(log.join(' '));
