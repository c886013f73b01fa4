import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { JobQueue } from './queue.js';
import { work } from './worker.js';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '60' },
    pause: { type: 'string', default: '400' },
  },
});
const jobs = Number(values.jobs);
const kinds = ['resize', 'crop', 'rotate'];

console.log(`${jobs} jobs to do`);
const queue = new JobQueue();
void work(queue, (line) => {
  console.log(line);
});

for (let id = 1; id <= jobs; id++) {
  queue.push({ id, kind: kinds[id % kinds.length], size: (id * 37) % 100 });
  await setTimeout(Number(values.pause));
}
