import { sleep } from './sleep.js';

const known = new Map<number, bigint>([
  [0, 0n],
  [1, 1n],
]);
let finished = 0;

/** The n-th Fibonacci number. `pause` milliseconds on the way down, and again on the way up. */
export function fibonacci(n: number, pause: number): bigint {
  const found = known.get(n);
  if (found !== undefined) return found;

  sleep(pause);
  console.log(`down  fibonacci(${n})`);
  const previous = fibonacci(n - 1, pause);
  const beforeThat = fibonacci(n - 2, pause);
  const sum = previous + beforeThat;
  known.set(n, sum);
  finished += 1;

  sleep(pause);
  const even = sum % 2n === 0n;
  const growth = (Number(sum) / Number(previous)).toFixed(6);
  console.log(
    `up    fibonacci(${n}) = ${sum} (${even ? 'even' : 'odd'}, grown by ${growth}, ${finished} finished)`,
  );
  return sum;
}
