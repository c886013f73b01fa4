import { order } from './order.mjs';
for (let i = 0; i < 2; i++) {
  order.push('a' + i);
  await null;
}
export const first = order.length;
export { order };
