import { sleep } from './sleep.js';

const BARS = '▁▂▃▄▅▆▇█';

/** Prints the array as one line of bars, then waits `pause` milliseconds. */
export function show(method: string, pass: number, items: number[], pause: number): void {
  const bars = items.map((item) => BARS[Math.floor((item * BARS.length) / items.length)]);
  console.log(`${method.padEnd(9)} ${String(pass).padStart(4)} ${bars.join('')}`);
  sleep(pause);
}
