import { setTimeout as sleep } from 'node:timers/promises';
import { slotIndex, transportSlots } from './thread-rows.js';

/** An evaluation of a debugger that has gone may begin this much later, in milliseconds. */
const LATE = 2000;

/** How often it is looked for, in milliseconds. */
const LOOK = 20;

/** How many evaluations of one debugger's have numbers of their own, from its first one on. */
export const EVALUATION_NUMBERS = 1 << 16;

/** Ends what debuggers evaluate in the main thread, see agent/evaluations.ts. */
export class EvaluationGuard {
  readonly #rows: Int32Array;
  readonly #index = slotIndex(0, transportSlots.evaluating);
  #next = 1;

  constructor(rows: Int32Array) {
    this.#rows = rows;
  }

  /** The first number for a debugger's evaluations; 0 where none could be ended: a signal there ends the whole process. */
  numbers(): number {
    if (process.platform === 'win32') return 0;
    const first = this.#next;
    this.#next += EVALUATION_NUMBERS;
    return first;
  }

  /**
   * Ends an evaluation, if it is the one that is under way. No other: a request to end it may be late.
   * @returns whether it was
   */
  end(number: number): boolean {
    if (number === 0) return false;
    const { compareExchange } = Atomics;
    if (compareExchange(this.#rows, this.#index, number, -number) !== number) return false;
    process.kill(process.pid, 'SIGINT');
    return true;
  }

  /**
   * A debugger has gone: nobody waits for its evaluation any more, and the thread that it is in has to go on.
   * @param first of its numbers
   */
  async abandon(first: number): Promise<void> {
    for (const until = Date.now() + LATE; Date.now() < until && !this.#endOneOf(first);)
      await sleep(LOOK, undefined, { ref: false });
  }

  #endOneOf(first: number): boolean {
    const current = Atomics.load(this.#rows, this.#index);
    return current >= first && current < first + EVALUATION_NUMBERS && this.end(current);
  }
}
