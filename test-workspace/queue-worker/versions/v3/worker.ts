import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Job, JobQueue } from './queue.js';

const LIMIT = 80;

/** Does the jobs of `queue` one after the other, for ever; a job that fails is told and left. */
export async function work(queue: JobQueue, log: (line: string) => void): Promise<never> {
  const describe = (job: Job): string => `#${job.id} ${job.kind.toUpperCase()} (size ${job.size})`;
  let handled = 0;
  let failed = 0;
  while (true) {
    const job = await queue.next();
    try {
      const bytes = await perform(job);
      handled += 1;
      log(`${describe(job)}: ${bytes} bytes, ${handled} handled, ${failed} failed`);
    } catch (error) {
      failed += 1;
      log(`${describe(job)}: ${(error as Error).message}, ${handled} handled, ${failed} failed`);
    }
  }
}

async function perform(job: Job): Promise<number> {
  await setTimeout(job.size / 50);
  await checkpoint(job);
  return job.size * 1024;
}

async function checkpoint(job: Job): Promise<void> {
  if (job.size > LIMIT) throw new Error(`larger than ${LIMIT}`);
  if (job.size > 50) await setImmediate();
}
