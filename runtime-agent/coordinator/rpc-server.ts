import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { RestitchError } from '../../protocol/diagnostics.js';
import {
  rpcErrors,
  type RpcFailure,
  type RpcNotification,
  type RpcRequest,
  type RpcResponse,
  type SessionNotification,
  type SessionNotifications,
} from '../../protocol/rpc.js';

/** One connection, as a handler sees it. */
export interface RpcClient {
  /** Sends the connection what is published from now on. */
  subscribe(): void;
  /** Calls back when the connection is closed, by whomever. */
  onEnd(listener: () => void): void;
}

/** Answers one method; what it throws becomes the error of the response. */
export type Handler = (params: unknown, client: RpcClient) => unknown;

/** JSON-RPC 2.0 over a local socket, one message a line; requests of a connection run at the same time. */
export class RpcServer {
  readonly #handlers: ReadonlyMap<string, Handler>;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #subscribers = new Set<Socket>();

  constructor(handlers: Record<string, Handler>) {
    this.#handlers = new Map(Object.entries(handlers));
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /**
   * Listens on a socket file that only this user may connect to.
   * @param path Socket file or named pipe; what an ended process has left there is removed.
   */
  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const isFile = process.platform !== 'win32';
      if (isFile) rmSync(path, { force: true });
      this.#server.once('error', reject);
      this.#server.listen(path, () => {
        if (isFile) chmodSync(path, 0o600);
        resolve();
      });
    });
  }

  /** Notifies the connections that have subscribed. */
  publish<N extends SessionNotification>(method: N, params: SessionNotifications[N]): void {
    const message: RpcNotification = { jsonrpc: '2.0', method, params };
    for (const socket of this.#subscribers) send(socket, message);
  }

  /** Stops listening and lets go of all connections. */
  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    let buffered = '';
    socket.setEncoding('utf8');
    // A client that goes away changes nothing.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#subscribers.delete(socket);
    });
    const client: RpcClient = {
      subscribe: () => void this.#subscribers.add(socket),
      onEnd: (listener) => void socket.once('close', listener),
    };
    socket.on('data', (chunk: string) => {
      buffered += chunk;
      for (let end = buffered.indexOf('\n'); end >= 0; end = buffered.indexOf('\n')) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 1);
        if (line.trim() !== '') void this.#answer(socket, client, line);
      }
    });
  }

  async #answer(socket: Socket, client: RpcClient, line: string): Promise<void> {
    const response = await this.#respond(client, line);
    if (response) send(socket, response);
  }

  async #respond(client: RpcClient, line: string): Promise<RpcResponse | undefined> {
    let request: Partial<RpcRequest> | null;
    try {
      request = JSON.parse(line) as Partial<RpcRequest> | null;
    } catch {
      return failure(null, { code: rpcErrors.parse, message: 'The message is not JSON.' });
    }
    const { id = null, method, params } = request ?? {};
    if (typeof method !== 'string') {
      return failure(id, { code: rpcErrors.request, message: 'The message is no request.' });
    }
    const handler = this.#handlers.get(method);
    if (!handler) {
      return failure(id, { code: rpcErrors.method, message: `There is no method ${method}.` });
    }
    try {
      const result = (await handler(params, client)) ?? null;
      return id === null ? undefined : { jsonrpc: '2.0', id, result };
    } catch (error) {
      return failure(id, failureOf(error));
    }
  }
}

function send(socket: Socket, message: RpcResponse | RpcNotification): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

function failure(id: number | null, error: RpcFailure): RpcResponse {
  return { jsonrpc: '2.0', id, error };
}

function failureOf(error: unknown): RpcFailure {
  if (error instanceof RestitchError) {
    const { message, diagnostics } = error;
    return { code: rpcErrors.restitch, message, data: { diagnostics } };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: rpcErrors.internal, message };
}
