// covers: module top / operands kept at the top level
const log = [];
const t = (x) => {
  for (let n = 0; n < 1; n++) log.push(x);
  return x;
};
let x = 1;
const r = x + t(2) * (x = t(3)) + [t(4), x, ...[t(5)]].length + `${t(6)}${x}`;
const { a = t('a'), ...rest } = { b: t('b') };
const f = (y = t('dflt')) => y + x;
x = t(10);
console.log(r, a, rest, f(), f(1));
console.log(log.join(' '));
