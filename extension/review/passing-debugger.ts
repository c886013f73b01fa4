import type { ReviewedThread, ReviewModel } from '../../protocol/review.js';
import type { Adapter, DapMessage } from '../debug/process-adapter.js';
import { debuggerOf, type Ask } from './debugger-questions.js';
import { readValues, sameThread } from './frame-values.js';
import type { Look } from './review-host.js';

/** How long a thread may take to stop, in milliseconds; one that runs no code meanwhile stays as it is. */
const STOPS_WITHIN = 1500;

interface Response extends DapMessage {
  request_seq: number;
  success: boolean;
  message?: string;
}

/**
 * Stops a process of a session, and reads its values until it is left.
 * @param before What the review shows of it: threads with nothing on their stack are left alone, since others would
 *   have to stand still until they run something.
 * @param fileOf The absolute path in a source of the adapter's answers.
 * @throws {Error} why that cannot be done.
 */
export async function lookAt(
  adapter: Adapter,
  pid: number,
  before: Pick<ReviewModel, 'threads'>,
  fileOf: (path: unknown) => string | undefined,
): Promise<Look> {
  const looking = await PassingDebugger.attach(adapter, pid);
  try {
    const isOnStack = ({ frames }: ReviewedThread): boolean =>
      frames.some(({ kind }) => kind === 'frame');
    await looking.stop(before.threads.filter(isOnStack));
  } catch (error) {
    await looking.leave();
    throw error;
  }
  return {
    values: (model) => readValues(model, debuggerOf(looking.ask, fileOf)),
    leave: () => looking.leave(),
  };
}

/** A debugger that is attached to a running program for a look, and that nobody else sees. */
class PassingDebugger {
  readonly #adapter: Adapter;
  readonly #waiting = new Map<number, (response: Response) => void>();
  readonly #events = new Set<(event: DapMessage) => void>();
  #seq = 0;
  #end: string | undefined;

  private constructor(adapter: Adapter) {
    this.#adapter = adapter;
    adapter.sent.on((message) => this.#sent(message));
    adapter.died.on((how) => this.#died(how));
  }

  /**
   * @param adapter One that has not been asked for anything yet; it is disposed of at the end.
   * @param pid Process of a session.
   * @throws {Error} with what the adapter says, where it cannot attach.
   */
  static async attach(adapter: Adapter, pid: number): Promise<PassingDebugger> {
    const looking = new PassingDebugger(adapter);
    try {
      await looking.ask('initialize', { adapterID: 'restitch', pathFormat: 'path' });
      const initialized = looking.#event(({ event }) => event === 'initialized');
      const attached = looking.ask('attach', { pid });
      // What keeps it from attaching is told by its answer alone.
      await Promise.race([initialized, attached]);
      await looking.ask('configurationDone');
      await attached;
      return looking;
    } catch (error) {
      adapter.dispose();
      throw error;
    }
  }

  readonly ask: Ask = <R>(command: string, args: object = {}): Promise<R> => {
    const seq = (this.#seq += 1);
    return new Promise<R>((resolve, reject) => {
      if (this.#end !== undefined) return reject(new Error(this.#end));
      this.#waiting.set(seq, ({ success, message, body }) => {
        if (success) resolve(body as R);
        else reject(new Error(message ?? command));
      });
      const request = { seq, type: 'request', command, arguments: args };
      this.#adapter.handle(request);
    });
  };

  /** Stops some threads of a review. */
  async stop(wanted: readonly ReviewedThread[]): Promise<void> {
    const { threads } = await this.ask<{ threads: { id: number; name: string }[] }>('threads');
    const ids = wanted.flatMap((thread) => sameThread(thread, threads)?.id ?? []);
    const stopping = ids.map(async (id) => {
      const stopped = this.#event(({ event, body }) => {
        return event === 'stopped' && (body as { threadId?: number }).threadId === id;
      });
      await this.ask('pause', { threadId: id });
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, STOPS_WITHIN))]);
    });
    await Promise.allSettled(stopping);
  }

  /** Lets the program go on, and leaves it. */
  async leave(): Promise<void> {
    try {
      await this.ask('disconnect', { terminateDebuggee: false });
    } catch {
      // It has ended.
    } finally {
      this.#adapter.dispose();
    }
  }

  #event(isIt: (event: DapMessage) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (event: DapMessage): void => {
        if (!isIt(event)) return;
        this.#events.delete(look);
        resolve();
      };
      this.#events.add(look);
    });
  }

  #sent(message: DapMessage): void {
    if (message.type === 'event') {
      for (const look of this.#events) look(message);
      return;
    }
    if (message.type !== 'response') return;
    const response = message as Response;
    const settle = this.#waiting.get(response.request_seq);
    this.#waiting.delete(response.request_seq);
    settle?.(response);
  }

  #died(how: string): void {
    this.#end = how;
    const failed = { seq: 0, type: 'response', success: false, message: how };
    for (const [seq, settle] of this.#waiting) settle({ ...failed, request_seq: seq });
    this.#waiting.clear();
  }
}
