let calls = 0;
export const a = 'a';
export let b = mark('b');
export function f(x) {
  return mark(x) + 1;
}
export class K {
  v = mark('field');
}
export default function () {
  return mark('default');
}
export function bump(x) {
  b += x;
  mark(b);
}
const hidden = () => calls;
export { hidden as late };
function mark(x) {
  for (const step of [1]) calls += step;
  return x;
}
