export interface Job {
  id: number;
  kind: string;
  size: number;
}

/** A queue whose `next()` waits until there is a job. */
export class JobQueue {
  readonly #jobs: Job[] = [];
  readonly #waiting: ((job: Job) => void)[] = [];

  push(job: Job): void {
    const taker = this.#waiting.shift();
    if (taker) taker(job);
    else this.#jobs.push(job);
  }

  next(): Promise<Job> {
    return new Promise((resolve) => {
      const job = this.#jobs.shift();
      if (job) resolve(job);
      else this.#waiting.push(resolve);
    });
  }
}
