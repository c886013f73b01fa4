import { createConnection, type Socket } from 'node:net';
import {
  RestitchError,
  sessionEnded,
  sessionHeld,
  sessionSilent,
  type Diagnostic,
} from '../../protocol/diagnostics.js';
import type {
  RpcNotification,
  RpcResponse,
  SessionMethod,
  SessionMethods,
  SessionNotification,
  SessionNotifications,
} from '../../protocol/rpc.js';
import type { SessionRecord } from '../../protocol/session.js';
import { isGone } from '../coordinator/session-folder.js';

/** How long a session that has just been announced may take to open its socket. */
export const startMs = 10_000;

type Settle = (response: RpcResponse | undefined) => void;
type Listener = (params: unknown) => void;

/** A connection to a session's coordinator; requests may overlap. */
export class SessionConnection {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Settle>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #onEnd = new Set<() => void>();
  #ids = 0;
  #ended = false;

  constructor(
    readonly record: SessionRecord,
    socket: Socket,
  ) {
    this.#socket = socket;
    let parts: string[] = [];
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      const lines = chunk.split('\n');
      parts.push(lines[0] ?? '');
      for (const rest of lines.slice(1)) {
        this.#receive(parts.join(''));
        parts = [rest];
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#end());
  }

  /** The connection is closed; from either side. */
  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Calls a method of the session.
   * @throws {RestitchError} what the session refuses, RS1003 and RS1004.
   */
  async call<M extends SessionMethod>(
    method: M,
    params: SessionMethods[M]['params'],
    timeoutMs = 60_000,
  ): Promise<SessionMethods[M]['result']> {
    const { name } = this.record;
    if (this.#ended) throw new RestitchError(sessionEnded(name));
    const id = (this.#ids += 1);
    const response = await new Promise<RpcResponse | undefined>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new RestitchError(sessionSilent(name, timeoutMs)));
      }, timeoutMs);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.#socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    });
    if (!response) throw new RestitchError(sessionEnded(name));
    if (response.error) throw errorOf(response.error);
    return response.result as SessionMethods[M]['result'];
  }

  /** Listens to a notification; the session sends them after `subscribe`. Returns how to stop. */
  on<N extends SessionNotification>(
    method: N,
    listener: (params: SessionNotifications[N]) => void,
  ): () => void {
    const listeners = this.#listeners.get(method) ?? new Set();
    this.#listeners.set(method, listeners);
    listeners.add(listener as Listener);
    return () => listeners.delete(listener as Listener);
  }

  /** Calls back once, when the session has ended or the connection was closed. */
  onEnd(listener: () => void): void {
    if (this.#ended) listener();
    else this.#onEnd.add(listener);
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(line: string): void {
    let message: RpcResponse | RpcNotification;
    try {
      message = JSON.parse(line) as RpcResponse | RpcNotification;
    } catch {
      return; // nothing of ours
    }
    if ('method' in message) {
      for (const listener of this.#listeners.get(message.method) ?? []) listener(message.params);
      return;
    }
    const settle = this.#waiting.get(message.id ?? -1);
    this.#waiting.delete(message.id ?? -1);
    settle?.(message);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const settle of this.#waiting.values()) settle(undefined);
    this.#waiting.clear();
    for (const listener of this.#onEnd) listener();
  }
}

function errorOf({ message, data }: NonNullable<RpcResponse['error']>): Error {
  const { diagnostics } = (data ?? {}) as { diagnostics?: Diagnostic[] };
  const [first, ...more] = diagnostics ?? [];
  return first ? new RestitchError(first, ...more) : new Error(message);
}

/** @throws {Error} when nobody listens on the session's socket. */
export function connectNow(record: SessionRecord): Promise<SessionConnection> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(record.socket);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(new SessionConnection(record, socket));
    });
    socket.once('error', reject);
  });
}

/** Whether an attempt to connect has failed since there is no socket: nobody has listened yet. */
export const hasNoSocket = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Connects as soon as the session's socket is open.
 * @throws {RestitchError} RS1004 when it has ended, RS1025 when it does not begin to answer.
 */
export async function connectSession(record: SessionRecord): Promise<SessionConnection> {
  const end = Date.now() + startMs;
  for (;;) {
    try {
      return await connectNow(record);
    } catch (error) {
      if (isGone(record)) throw new RestitchError(sessionEnded(record.name));
      if (Date.now() > end) {
        const reason = hasNoSocket(error) ? sessionHeld : sessionEnded;
        throw new RestitchError(reason(record.name));
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/**
 * Calls one method of a session.
 * @throws {RestitchError} what the session refuses, RS1003 and RS1004.
 */
export async function call<M extends SessionMethod>(
  record: SessionRecord,
  method: M,
  params: SessionMethods[M]['params'],
  timeoutMs?: number,
): Promise<SessionMethods[M]['result']> {
  const connection = await connectSession(record);
  try {
    return await connection.call(method, params, timeoutMs);
  } finally {
    connection.close();
  }
}
