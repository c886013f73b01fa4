import type { Commands, Events, Message } from './messages.js';
import { readPause } from './pause.js';

type Listener = (params: never) => void;

/** What a target answers a command with when it refuses it. */
export class CdpError extends Error {
  constructor(
    readonly method: string,
    message: string,
    readonly code: number,
  ) {
    super(message);
    this.name = 'CdpError';
  }
}

/** The connection to a target is gone. */
export class CdpClosedError extends Error {
  constructor() {
    super('The program’s thread has ended, or its inspector was closed.');
    this.name = 'CdpClosedError';
  }
}

/** One inspector session: commands, their answers, and events of one thread. */
export class CdpSession {
  readonly #post: (text: string) => void;
  readonly #pending = new Map<
    number,
    { method: string; resolve: (result: unknown) => void; reject: (error: Error) => void }
  >();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #closed = new Set<() => void>();
  #id = 0;
  isClosed = false;

  constructor(post: (text: string) => void) {
    this.#post = post;
  }

  /**
   * @throws {CdpError} what the target refuses
   * @throws {CdpClosedError} when the target goes away before it answers
   */
  send<M extends keyof Commands>(
    method: M,
    ...params: Commands[M]['paramsType']
  ): Promise<Commands[M]['returnType']> {
    if (this.isClosed) return Promise.reject(new CdpClosedError());
    const id = (this.#id += 1);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, resolve: resolve as (result: unknown) => void, reject });
      this.#post(JSON.stringify({ id, method, params: params[0] ?? {} }));
    });
  }

  on<E extends keyof Events>(event: E, listener: (...params: Events[E]) => void): void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener as unknown as Listener));
  }

  onClose(listener: () => void): void {
    if (this.isClosed) listener();
    else this.#closed.add(listener);
  }

  /** Takes a message that came from the target. */
  receive(text: string): void {
    const pause = readPause(text);
    if (pause) return this.#tell('Debugger.paused', pause);
    const message = JSON.parse(text) as Message;
    if (message.id === undefined) return this.#tell(message.method ?? '', message.params);
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (!pending) return;
    const { error } = message;
    if (error) pending.reject(new CdpError(pending.method, error.message, error.code));
    else pending.resolve(message.result);
  }

  #tell(event: string, params: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(params as never);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const { reject } of this.#pending.values()) reject(new CdpClosedError());
    this.#pending.clear();
    for (const listener of this.#closed) listener();
  }
}
