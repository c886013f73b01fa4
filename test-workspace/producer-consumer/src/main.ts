import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Finding } from './consumer.js';
import { BoundedQueue } from './queue.js';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '160' },
    first: { type: 'string', default: '2000001' },
    consumers: { type: 'string', default: '3' },
    capacity: { type: 'string', default: '8' },
    pause: { type: 'string', default: '150' },
  },
});
const items = Number(values.items);
const first = Number(values.first);
const consumers = Number(values.consumers);

const { buffer } = BoundedQueue.create(Number(values.capacity));
const handled = new Map<number, number>();

function start(file: string, workerData: unknown): Worker {
  return new Worker(new URL(file, import.meta.url), { workerData });
}

function startConsumer(id: number): Worker {
  const worker = start('./consumer.js', { buffer });
  worker.on('message', ({ item, verdict }: Finding) => {
    handled.set(item, (handled.get(item) ?? 0) + 1);
    console.log(`consumer ${id}: ${item} is ${verdict}`);
  });
  return worker;
}

const workers = Array.from({ length: consumers }, (_, id) => startConsumer(id));
workers.push(
  start('./producer.js', { buffer, items, first, consumers, pause: Number(values.pause) }),
);
await Promise.all(workers.map((worker) => once(worker, 'exit')));

const doubled = [...handled.values()].filter((times) => times > 1).length;
console.log(`${items} produced, ${items - handled.size} lost, ${doubled} doubled`);
