import { parseArgs } from 'node:util';
import { render } from './render.js';
import { batches, naturals, paced, selected } from './stages.js';

const { values } = parseArgs({
  options: {
    limit: { type: 'string', default: '240' },
    pause: { type: 'string', default: '180' },
  },
});

const numbers = selected(naturals(Number(values.limit)));
let count = 0;
for await (const batch of batches(paced(numbers, Number(values.pause)))) {
  count += 1;
  console.log(`${count}. ${render(batch)}`);
}
console.log(`${count} batches`);
