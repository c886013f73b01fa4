globalThis.evaluated = [...(globalThis.evaluated ?? []), 'one'];
let total = 0;
for (let i = 1; i <= 3; i++) total += i;
export default total;
export const run = (n) => {
  let s = 'one';
  while (n-- > 0) s += n;
  return s;
};
