import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { hostKey } from '../coordinator/thread-link.js';
import { slotIndex, transportSlots } from '../coordinator/thread-rows.js';
import { STOP_SCRIPT } from './debugger-link.js';

/** The program may replace these. */
const { load, store, compareExchange } = Atomics;

/**
 * Expressions that a debugger evaluates while it has stopped the main thread, for as long as they take. Node deals
 * with none of the debugger's messages meanwhile; a signal ends the evaluation, which the coordinator sends
 * (coordinator/evaluation-guard.ts). The slot in the shared table says whose evaluation is under way: a signal
 * that came at another time would end the program.
 */
export class Evaluations {
  readonly #rows: Int32Array;
  readonly #index = slotIndex(0, transportSlots.evaluating);
  #script: Script | undefined;
  #number = 0;
  #work: () => unknown = () => undefined;

  constructor(rows: Int32Array) {
    this.#rows = rows;
  }

  /**
   * Evaluated by a debugger.
   * @param number of the evaluation, one of those that the coordinator has given to its client; 0 where nobody could end it
   */
  run(number: number, work: () => unknown): unknown {
    // Node gives the signal back to the main thread's handlers only.
    if (number === 0 || !isMainThread) return work();
    this.#number = number;
    this.#work = work;
    const code = `globalThis[Symbol.for(${JSON.stringify(hostKey)})].evaluations.underSignal()`;
    this.#script ??= new Script(code, { filename: STOP_SCRIPT });
    try {
      return this.#script.runInThisContext({ breakOnSigint: true, displayErrors: false });
    } finally {
      store(this.#rows, this.#index, 0);
      this.#work = () => undefined;
    }
  }

  /** A signal ends this. */
  underSignal(): unknown {
    const number = this.#number;
    store(this.#rows, this.#index, number);
    try {
      return this.#work();
    } finally {
      // Else the signal has been sent, and would end the program if it came any later.
      if (compareExchange(this.#rows, this.#index, number, 0) !== number) {
        while (load(this.#rows, this.#index) !== 0);
      }
    }
  }
}
