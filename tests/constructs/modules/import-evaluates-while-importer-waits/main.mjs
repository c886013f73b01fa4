// covers: module graph / imported module's own top level waits, importers after it
import { order, first } from './a.mjs';
import { second } from './b.mjs';
order.push('main');
for (const x of [first, second]) order.push(x);
console.log(order.join(' '));
