import { SLOT, STATE } from '../agent/rows.js';
import type { ThreadAnswer, ThreadRequest } from '../agent/remote-director.js';
import type { Planner } from '../update/director.js';
import type { ThreadGroup } from './thread-link.js';
import { claimedRows, slotIndex } from './thread-rows.js';
import type { Threads } from './threads.js';
import { AgentLink, answerOf } from './update-threads.js';

/** Sessions stay open this long after an answer, in milliseconds: requests come in groups. */
const LINGER = 40;

/** Answers threads that come back to outdated code after an update. */
export class UpdateService {
  #group: ThreadGroup | undefined;
  #closing: NodeJS.Timeout | undefined;

  constructor(
    readonly threads: Threads,
    readonly rows: Int32Array,
    readonly planner: Planner,
  ) {
    void this.#run();
  }

  async #run(): Promise<void> {
    for (;;) {
      const seen = Atomics.load(this.rows, SLOT.bell);
      await this.#answerAll();
      const wait = Atomics.waitAsync(this.rows, SLOT.bell, seen);
      if (wait.async) await wait.value;
    }
  }

  async #answerAll(): Promise<void> {
    const asking = claimedRows(this.rows).filter(
      ({ row }) => Atomics.load(this.rows, slotIndex(row, SLOT.state)) === STATE.asking,
    );
    if (asking.length === 0) return;
    clearTimeout(this.#closing);
    const group = (this.#group ??= await this.threads.open());
    for (const { threadId } of asking) {
      const link = group.links().find(({ id }) => id === threadId);
      if (!link) continue;
      const agent = new AgentLink(link);
      try {
        await agent.answer(this.answerTo(await agent.request()), false);
      } catch {
        // The thread has ended meanwhile; nobody waits for this any more.
      }
    }
    this.#closing = setTimeout(() => {
      this.#group?.close();
      this.#group = undefined;
    }, LINGER);
  }

  answerTo(request: ThreadRequest): ThreadAnswer {
    try {
      switch (request.kind) {
        case 'idle':
          return {};
        case 'arrive':
          return answerOf(this.planner.orderFor(request));
        case 'continuation':
          return {
            unit: this.planner.continuation(request.id, request.hash, request.fn, request.key),
          };
        case 'implementation':
          return { unit: this.planner.implementation(request.id, request.hash, request.fn) };
        default:
          return request satisfies never;
      }
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }
}
