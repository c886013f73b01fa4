import { Session } from 'node:inspector';
import {
  evaluateParams,
  host,
  InspectorLink,
  type Settle,
  type EvaluateResponse,
} from './inspector-link.js';
import { ThreadError, type ThreadGroup, type ThreadLink } from './thread-link.js';
import { claimedRows, releaseRow, slotIndex, transportSlots } from './thread-rows.js';

const defaultTimeoutMs = 2000;

interface WorkerMessage {
  id: number;
  result?: EvaluateResponse;
  error?: { message: string };
}

/**
 * The inspector sessions to all threads: one to the main thread, and through its NodeWorker domain
 * one to each worker. Open while somebody uses them.
 */
export class Threads {
  readonly #rows: Int32Array;
  #connection: Connection | undefined;
  #users = 0;

  constructor(rows: Int32Array) {
    this.#rows = rows;
    void this.#closeAtExit();
  }

  /**
   * @param timeoutMs How long the main thread may take to answer; when it does not, the group has
   *   the main thread alone, whose evaluations time out in turn.
   */
  async open(timeoutMs = defaultTimeoutMs): Promise<ThreadGroup> {
    if (Atomics.load(this.#rows, slotIndex(0, transportSlots.exiting)) !== 0) {
      throw new ThreadError('ended', 'main', 'the process is about to exit');
    }
    this.#users++;
    const connection = (this.#connection ??= new Connection(this.#rows));
    try {
      await connection.ready(timeoutMs);
    } catch (error) {
      this.#release();
      throw error;
    }
    const listeners = { start: new Set<Listener>(), end: new Set<Listener>() };
    connection.groups.add(listeners);
    let open = true;
    return {
      links: () => connection.links(),
      onStart: (listener) => void listeners.start.add(listener),
      onEnd: (listener) => void listeners.end.add(listener),
      close: () => {
        if (!open) return;
        open = false;
        connection.groups.delete(listeners);
        this.#release();
      },
    };
  }

  #release(): void {
    if (--this.#users === 0) this.#close();
  }

  #close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  /** The exiting main thread waits for this (see ThreadHost.sessionsOpened). */
  async #closeAtExit(): Promise<void> {
    const index = slotIndex(0, transportSlots.exiting);
    while (Atomics.load(this.#rows, index) === 0) {
      const wait = Atomics.waitAsync(this.#rows, index, 0);
      if (wait.async) await wait.value;
    }
    this.#close();
  }
}

type Listener = (link: ThreadLink) => void;

class Connection {
  readonly groups = new Set<{ start: Set<Listener>; end: Set<Listener> }>();
  readonly #rows: Int32Array;
  readonly #session = new Session();
  readonly #main: InspectorLink;
  /** By the NodeWorker domain's session id. */
  readonly #workers = new Map<string, { threadId: number; name: string; link?: InspectorLink }>();
  readonly #waiting = new Map<string, Settle>();
  #messages = 0;
  #enabling: Promise<void> | undefined;
  #closed = false;

  constructor(rows: Int32Array) {
    this.#rows = rows;
    this.#session.connectToMainThread();
    this.#main = new InspectorLink(0, 'main', 0, rows, (method, params, settle) => {
      this.#session.post(method, params, (error, response) => settle(error, response));
    });
  }

  /** Attaches to the workers once the main thread answers; before that it must not be asked to: a
   * session that is closed while it attaches leaves the workers unable to end. */
  async ready(timeoutMs: number): Promise<void> {
    try {
      await this.#main.evaluate(`${host}.sessionsOpened()`, timeoutMs);
    } catch (error) {
      if (error instanceof ThreadError && error.reason === 'timeout') return;
      throw error;
    }
    await (this.#enabling ??= this.#enable());
  }

  links(): InspectorLink[] {
    const rows = new Map(claimedRows(this.#rows).map(({ row, threadId }) => [threadId, row]));
    const workers: InspectorLink[] = [];
    for (const [session, worker] of this.#workers) {
      const row = rows.get(worker.threadId);
      // A thread without a row is none of the program's, or has not come to its first module.
      if (row === undefined) continue;
      worker.link ??= this.#link(session, worker.threadId, worker.name, row);
      workers.push(worker.link);
    }
    return [this.#main, ...workers.sort((a, b) => a.id - b.id)];
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#enabling) {
      this.#session.post('NodeWorker.disable');
      this.#session.post('Runtime.evaluate', evaluateParams(`${host}.sessionsClosed()`));
    }
    this.#session.disconnect();
    Atomics.store(this.#rows, slotIndex(0, transportSlots.sessions), 0);
    Atomics.notify(this.#rows, slotIndex(0, transportSlots.sessions));
    for (const link of [this.#main, ...[...this.#workers.values()].map(({ link }) => link)]) {
      link?.end();
    }
  }

  #enable(): Promise<void> {
    this.#session.on('NodeWorker.attachedToWorker', ({ params }) => {
      const [, id, name] = /^\[worker (\d+)\] ?(.*)$/s.exec(params.workerInfo.title) ?? [];
      if (id === undefined) return;
      const plain = !name || name === 'WorkerThread' ? `worker ${id}` : name;
      this.#workers.set(params.sessionId, { threadId: Number(id), name: plain });
      this.#announceWhenItHasARow(params.sessionId);
    });
    this.#session.on('NodeWorker.detachedFromWorker', ({ params }) => this.#detached(params));
    this.#session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
      const message = JSON.parse(params.message) as WorkerMessage;
      const key = `${params.sessionId}:${message.id}`;
      const settle = this.#waiting.get(key);
      this.#waiting.delete(key);
      settle?.(message.error ? new Error(message.error.message) : null, message.result);
    });
    return new Promise((resolve, reject) => {
      this.#session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, (error) =>
        error ? reject(error) : resolve(),
      );
    });
  }

  #announceWhenItHasARow(session: string): void {
    if (this.groups.size === 0) return;
    const worker = this.#workers.get(session);
    if (!worker || this.#closed) return;
    const link = this.links().find(({ id }) => id === worker.threadId);
    if (!link) setTimeout(() => this.#announceWhenItHasARow(session), 1);
    else for (const { start } of this.groups) for (const listener of start) listener(link);
  }

  #detached({ sessionId }: { sessionId: string }): void {
    const worker = this.#workers.get(sessionId);
    this.#workers.delete(sessionId);
    if (!worker?.link) return;
    worker.link.end();
    releaseRow(this.#rows, worker.link.row);
    for (const { end } of this.groups) for (const listener of end) listener(worker.link);
  }

  #link(sessionId: string, threadId: number, name: string, row: number): InspectorLink {
    return new InspectorLink(threadId, name, row, this.#rows, (method, params, settle) => {
      const id = ++this.#messages;
      const key = `${sessionId}:${id}`;
      this.#waiting.set(key, settle);
      const message = JSON.stringify({ id, method, params });
      this.#session.post('NodeWorker.sendMessageToWorker', { sessionId, message }, (error) => {
        if (error && this.#waiting.delete(key)) settle(error);
      });
    });
  }
}
