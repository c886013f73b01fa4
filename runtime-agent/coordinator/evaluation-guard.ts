import { setTimeout as sleep } from 'node:timers/promises';
import { slotIndex, transportSlots } from './thread-rows.js';

/** An evaluation of a debugger that has gone may begin this much later, in milliseconds. */
const LATE = 2000;

/** How often it is looked for, in milliseconds. */
const LOOK = 20;

/** Ends what debuggers evaluate in the main thread, see agent/evaluations.ts. */
export class EvaluationGuard {
  readonly #rows: Int32Array;
  readonly #index = slotIndex(0, transportSlots.evaluating);
  #last = 0;

  constructor(rows: Int32Array) {
    this.#rows = rows;
  }

  /** A number for a debugger's evaluations; 0 where none could be ended: a signal there ends the whole process. */
  number(): number {
    return process.platform === 'win32' ? 0 : (this.#last += 1);
  }

  /**
   * Ends the evaluation that is under way on behalf of a debugger.
   * @returns whether there was one
   */
  end(number: number): boolean {
    if (number === 0) return false;
    const { compareExchange } = Atomics;
    if (compareExchange(this.#rows, this.#index, number, -number) !== number) return false;
    process.kill(process.pid, 'SIGINT');
    return true;
  }

  /** A debugger has gone: nobody waits for its evaluation any more, and the thread that it is in has to go on. */
  async abandon(number: number): Promise<void> {
    for (const until = Date.now() + LATE; Date.now() < until && !this.end(number);)
      await sleep(LOOK, undefined, { ref: false });
  }
}
