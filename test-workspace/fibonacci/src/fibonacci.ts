import { sleep } from './sleep.js';

const known = new Map<number, bigint>([
  [0, 0n],
  [1, 1n],
]);

/** The n-th Fibonacci number. `pause` milliseconds on the way down, and again on the way up. */
export function fibonacci(n: number, pause: number): bigint {
  const found = known.get(n);
  if (found !== undefined) return found;

  sleep(pause);
  console.log(`down  fibonacci(${n})`);
  const first = fibonacci(n - 1, pause);
  const second = fibonacci(n - 2, pause);
  const sum = first + second;
  known.set(n, sum);

  sleep(pause);
  console.log(`up    fibonacci(${n}) = ${sum}`);
  return sum;
}
