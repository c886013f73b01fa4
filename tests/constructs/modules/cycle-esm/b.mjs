import { a, fa, state } from './main.mjs';
import { order } from './order.mjs';
let early;
try {
  early = a;
} catch (e) {
  early = e.name;
}
for (let i = 0; i < 2; i++) order.push('b' + i);
export const b = `${early} ${typeof fa}`;
export function callsA(n) {
  order.push('callsA' + n + state);
  return fa(n);
}
