/** Work that waits, with those who wait for it. */
interface Waiting<R, E> {
  request: R;
  settle: ((end: E) => void)[];
}

interface Lane<R, E> {
  waiting: Waiting<R, E>[];
  isRunning: boolean;
}

export interface QueueWork<R, E> {
  /** Carries out one request. It must not throw. */
  run(key: string, request: R): Promise<E>;
  /** One request in place of two that wait, if one does for both. */
  join(waiting: R, added: R): R | undefined;
}

/**
 * Carries out requests one at a time for each key. One that comes while another runs begins after it:
 * whatever was saved before a request is part of a run that began after the request.
 */
export class UpdateQueue<R, E> {
  readonly #work: QueueWork<R, E>;
  readonly #lanes = new Map<string, Lane<R, E>>();

  constructor(work: QueueWork<R, E>) {
    this.#work = work;
  }

  isBusy(key: string): boolean {
    return this.#lanes.has(key);
  }

  /** Resolves with what came of the run that the request was part of. */
  request(key: string, request: R): Promise<E> {
    const lane = this.#lanes.get(key) ?? { waiting: [], isRunning: false };
    this.#lanes.set(key, lane);
    return new Promise((settle) => {
      const last = lane.waiting.at(-1);
      const joined = last && this.#work.join(last.request, request);
      if (last && joined !== undefined) {
        last.request = joined;
        last.settle.push(settle);
      } else {
        lane.waiting.push({ request, settle: [settle] });
      }
      if (!lane.isRunning) void this.#run(key, lane);
    });
  }

  async #run(key: string, lane: Lane<R, E>): Promise<void> {
    lane.isRunning = true;
    for (let next = lane.waiting.shift(); next; next = lane.waiting.shift()) {
      const end = await this.#work.run(key, next.request);
      for (const settle of next.settle) settle(end);
    }
    lane.isRunning = false;
    this.#lanes.delete(key);
  }
}
