import { workerData } from 'node:worker_threads';
import { BoundedQueue } from './queue.js';

interface Order {
  buffer: SharedArrayBuffer;
  items: number;
  first: number;
  consumers: number;
  pause: number;
}

const { buffer, items, first, consumers, pause } = workerData as Order;
const queue = new BoundedQueue(buffer);
const clock = new Int32Array(new SharedArrayBuffer(4));

for (let count = 0; count < items; count++) {
  queue.put(first + 2 * count);
  Atomics.wait(clock, 0, 0, pause);
}
for (let count = 0; count < consumers; count++) {
  queue.put(0);
}
