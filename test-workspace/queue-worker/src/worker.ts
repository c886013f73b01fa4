import { setTimeout } from 'node:timers/promises';
import type { Job, JobQueue } from './queue.js';

/** Does the jobs of `queue` one after the other, for ever. */
export async function work(queue: JobQueue, log: (line: string) => void): Promise<never> {
  const describe = (job: Job): string => `job ${job.id}, ${job.kind}`;
  while (true) {
    const job = await queue.next();
    const bytes = await perform(job);
    log(`${describe(job)}: ${bytes} bytes`);
  }
}

async function perform(job: Job): Promise<number> {
  await setTimeout(job.size / 50);
  return job.size * 1000;
}
