import { parseArgs } from 'node:util';
import { fibonacci } from './fibonacci.js';

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '40' },
    pause: { type: 'string', default: '200' },
  },
});
const n = Number(values.n);

console.log(`Computing fibonacci(${n}), each call inside the one before.`);
const result = fibonacci(n, Number(values.pause));
console.log(`The result is ${result}.`);
