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

/** Trial division by every smaller number. */
function examine(item: number): string {
  for (let divisor = 2; divisor < item; divisor++) {
    if (item % divisor === 0) return 'composite';
  }
  return 'prime';
}
