// covers: cycles / ES modules import each other, dead zone of the other's bindings
import { b, callsA } from './b.mjs';
import { order } from './order.mjs';
export const a = mark('a');
export function fa(n) {
  return n === 0 ? mark('fa') : callsA(n - 1);
}
export let state = 0;
export const bumpState = () => ++state;
function mark(x) {
  for (const _ of [0]) order.push(x);
  return x;
}
console.log(a, b, fa(3), bumpState(), order);
