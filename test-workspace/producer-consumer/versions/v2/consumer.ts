import { parentPort, workerData } from 'node:worker_threads';
import { BoundedQueue } from './queue.js';

/** What a consumer found out about one item. */
export interface Finding {
  item: number;
  verdict: string;
}

const queue = new BoundedQueue((workerData as { buffer: SharedArrayBuffer }).buffer);

for (let item = queue.take(); item !== 0; item = queue.take()) {
  const verdict = examine(item);
  parentPort?.postMessage({ item, verdict } satisfies Finding);
}

/** Trial division up to the square root; the factors are told. */
function examine(item: number): string {
  for (let divisor = 2; divisor * divisor <= item; divisor++) {
    if (item % divisor === 0) return factors(item, divisor);
  }
  return 'prime';
}

function factors(item: number, divisor: number): string {
  return `${divisor} x ${item / divisor}`;
}
