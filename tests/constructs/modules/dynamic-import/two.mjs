globalThis.evaluated = [...(globalThis.evaluated ?? []), 'two'];
await null;
const parts = [];
for (const x of ['t', 'w', 'o']) {
  await null;
  parts.push(x);
}
export default parts.join('');
export function run(n) {
  return n ? run(n - 1) + n : 'two';
}
