import type { DapMessage } from './process-adapter.js';

/** The requests after which a stopped program runs. */
const goesOn = new Set(['continue', 'next', 'stepIn', 'stepOut', 'reverseContinue', 'stepBack']);

/** Holds back what lets the program run until something else has been done. */
export class Gate {
  readonly #pass: (message: DapMessage) => void;
  readonly #before: () => Promise<void> | undefined;

  /** @param before What is to be done first; `undefined` when there is nothing. */
  constructor(pass: (message: DapMessage) => void, before: () => Promise<void> | undefined) {
    this.#pass = pass;
    this.#before = before;
  }

  handle(message: DapMessage): void {
    const isHeld = message.type === 'request' && goesOn.has(message.command ?? '');
    const first = isHeld ? this.#before() : undefined;
    if (!first) {
      this.#pass(message);
      return;
    }
    const pass = (): void => this.#pass(message);
    first.then(pass, pass);
  }
}
