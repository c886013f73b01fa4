import { setTimeout as sleep } from 'node:timers/promises';

/** How long a program that is to go on waits for its breakpoints, in milliseconds. */
const PLACED_IN = 2000;

/** The requests about breakpoints that are being carried out. */
export class Placing {
  /** So many are under way. */
  #count = 0;
  /** Settled when none is. */
  #over: Promise<unknown> = Promise.resolve();

  /** Takes note of breakpoints that are being set or removed. */
  add<T>(work: Promise<T>): Promise<T> {
    this.#count += 1;
    const done = work.finally(() => (this.#count -= 1));
    this.#over = Promise.allSettled([this.#over, done]);
    return done;
  }

  /**
   * Waits until breakpoints are as the client has asked for: a program that goes on must not stop at
   * one that was taken away before, nor miss one. A thread that does not answer holds nobody up for long.
   */
  async over(): Promise<void> {
    // Most steps wait for nothing, and a timer that is cancelled costs a tenth of a millisecond.
    if (this.#count === 0) return;
    const timer = new AbortController();
    const late = sleep(PLACED_IN, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([this.#over, late]);
    timer.abort();
  }
}
