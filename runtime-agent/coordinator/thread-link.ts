/** A thread of the program, as the coordinator reaches it. */
export interface ThreadLink {
  /** Node's `threadId`. */
  readonly id: number;
  readonly name: string;
  /** The thread's row in the shared table. */
  readonly row: number;
  /**
   * Evaluates an expression in the thread, also while it is busy, and returns its value (of a kind
   * that JSON can carry). When the time is over the expression does not run any more, even if the
   * thread comes back later.
   * @param breaks whether a debugger may stop it: in code of the program that it runs
   * @throws {ThreadError} `timeout`, `ended` or `exception`.
   */
  evaluate<T>(expression: string, timeoutMs?: number, breaks?: boolean): Promise<T>;
  /**
   * Sends a message of the inspector protocol to the thread.
   * @throws {ThreadError} `ended` or `exception`.
   */
  post<T>(method: string, params: object): Promise<T>;
  /** Waits until the value of a slot in the thread's row satisfies a predicate. */
  waitFor(slot: number, predicate: (value: number) => boolean, timeoutMs: number): Promise<boolean>;
  /** Sets a slot in the thread's row and wakes those who wait for it. */
  store(slot: number, value: number): void;
}

export type ThreadErrorReason = 'timeout' | 'ended' | 'exception';

/** Why an evaluation in a thread has no value. */
export class ThreadError extends Error {
  readonly reason: ThreadErrorReason;
  readonly thread: string;

  /** Each bundle has this class, and errors go from one to another. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'ThreadError' && 'reason' in value;
  }

  constructor(reason: ThreadErrorReason, thread: string, detail: string) {
    super(detail);
    this.name = 'ThreadError';
    this.reason = reason;
    this.thread = thread;
  }
}

/**
 * What a thread answers, or nothing when it has ended meanwhile: an update goes on without it.
 * The end of the main thread is the program's, and is thrown on.
 */
export async function unlessEnded<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ThreadError) || error.reason !== 'ended') throw error;
    if (error.thread === 'main') throw error;
    return undefined;
  }
}

/** All threads of the program, reachable until `close`. */
export interface ThreadGroup {
  /** The threads that are there now, the main thread first. */
  links(): readonly ThreadLink[];
  /** Calls back for each thread that starts; it may not have loaded any module yet. */
  onStart(listener: (link: ThreadLink) => void): void;
  /** Calls back for each thread that ends. */
  onEnd(listener: (link: ThreadLink) => void): void;
  /** Closes the inspector sessions: an open one would hold up the end of the process. */
  close(): void;
}

/** `Symbol.for` this: the object that the transport has in each thread. */
export const hostKey = 'restitch.host';

/** What the transport needs of a thread, found under {@link hostKey}. */
export interface ThreadHost {
  readonly threadId: number;
  readonly row: number;
  /** Whether the evaluation with this number has been given up. */
  cancelled(sequence: number): boolean;
  /** Makes the main thread wait, when the process exits, until the sessions are closed. */
  sessionsOpened(): void;
  sessionsClosed(): void;
}
