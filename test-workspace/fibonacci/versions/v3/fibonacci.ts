import { describe } from './describe.js';
import { sleep } from './sleep.js';

const known = new Map<number, bigint>([
  [0, 0n],
  [1, 1n],
]);
let finished = 0;

/**
 * The n-th Fibonacci number. `pause` milliseconds on the way down, and again on the way up;
 * what is reported on the way up is `width` characters wide.
 */
export function fibonacci(n: number, pause: number, width = 12): bigint {
  const found = known.get(n);
  if (found !== undefined) return found;

  sleep(pause);
  console.log(`down  fibonacci(${n})`);
  const previous = fibonacci(n - 1, pause, width);
  const beforeThat = fibonacci(n - 2, pause, width);
  const sum = previous + beforeThat;
  known.set(n, sum);
  finished += 1;

  sleep(pause);
  const label = `fibonacci(${n})`;
  console.log(`up    ${label} = ${describe(sum, previous, width)}, ${finished} finished`);
  return sum;
}
