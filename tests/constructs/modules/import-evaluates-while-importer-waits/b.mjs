import { order } from './order.mjs';
for (let i = 0; i < 2; i++) order.push('b' + i);
export const second = order.length;
