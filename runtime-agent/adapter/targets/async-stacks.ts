import type { CdpSession } from '../cdp/session.js';

/** How many asynchronous calls V8 keeps the stacks of. */
const DEPTH = 32;

/** Has V8 keep the stacks that timers and the like were made in. */
export class AsyncStacks {
  readonly #session: CdpSession;
  #depth = DEPTH;
  /** The agent has stopped the thread, so V8 does by now. */
  #isFollowed = false;

  constructor(session: CdpSession) {
    this.#session = session;
  }

  /**
   * Asks for it. Node 24 and newer begin with it in the next turn of the event loop when this comes in the middle of
   * JavaScript that runs, and at once when the thread is stopped or waits; they look only when the depth is another
   * one, so it is told once more there.
   */
  async follow(): Promise<void> {
    this.#depth += 1;
    await this.#session.send('Debugger.setAsyncCallStackDepth', { maxDepth: this.#depth });
  }

  /** The same where the agent has stopped the thread; once is enough. */
  async followWhenStopped(): Promise<void> {
    if (this.#isFollowed) return;
    this.#isFollowed = true;
    await this.follow();
  }
}
