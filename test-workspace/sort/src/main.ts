import { parseArgs } from 'node:util';
import { shuffled } from './items.js';
import { sort } from './sort.js';

const { values } = parseArgs({
  options: {
    length: { type: 'string', default: '64' },
    pause: { type: 'string', default: '350' },
    seed: { type: 'string', default: '7' },
  },
});

const items = shuffled(Number(values.length), Number(values.seed));
console.log(`items  ${items.join(' ')}`);
const passes = sort(items, Number(values.pause));
console.log(`sorted ${items.join(' ')}`);
console.log(`passes ${passes}`);
