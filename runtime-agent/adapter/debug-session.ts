import { DebugSession, Event, Response } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Handlers, Requests } from './dap/handlers.js';
import { messageOf, NOT_UNDERSTOOD } from './dap/message.js';
import { makeHandlers } from './handlers.js';

/** Sends what the adapter has to tell. */
export interface Client {
  event(name: string, body?: unknown): void;
  /** Asks the client to start a program in a terminal. */
  runInTerminal(args: DebugProtocol.RunInTerminalRequestArguments): Promise<number | undefined>;
}

type Handler = (args: unknown, signal: AbortSignal) => unknown;

/** Of requests that cannot be cancelled. */
const NEVER = new AbortController().signal;

const CANCELLED = Symbol('cancelled');

/** How the library begins what it tells of a message that it could not read. */
const UNREADABLE = 'Error handling data: ';

/** What changes nothing, or can be taken back. An update is carried out whole or not at all. */
const CANCELLABLE = new Set([
  ...['evaluate', 'variables', 'scopes', 'stackTrace', 'completions', 'source', 'loadedSources'],
  ...['modules', 'stepInTargets', 'breakpointLocations', 'restitch/plan', 'restitch/stack'],
]);

/** The adapter's end of a connection to a client: requests in, responses and events out. */
export class RestitchDebugSession extends DebugSession implements Client {
  readonly #handlers: Handlers;
  /** Requests that are being answered and may be cancelled, by their number. */
  readonly #cancels = new Map<number, AbortController>();

  /** @param ownFolder the folder of Restitch's bundles */
  constructor(ownFolder: string) {
    super();
    this.setDebuggerLinesStartAt1(true);
    this.setDebuggerColumnsStartAt1(true);
    this.#handlers = makeHandlers(this, ownFolder);
    // The library would end the adapter, and with it the program, for one message that cannot be read.
    this.removeAllListeners('error');
    this.on('error', ({ body }: { body?: unknown }) => {
      const text = String(body);
      if (!text.startsWith(UNREADABLE)) return this.shutdown();
      const output = `Restitch could not read a message of the client: ${text.slice(UNREADABLE.length)}\n`;
      this.event('output', { category: 'console', output });
    });
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    void this.#answer(request);
  }

  async #answer(request: DebugProtocol.Request): Promise<void> {
    const response: DebugProtocol.Response = new Response(request);
    const { command } = request;
    if (command === 'cancel') {
      const { requestId } = (request.arguments ?? {}) as DebugProtocol.CancelArguments;
      if (requestId !== undefined) this.#cancels.get(requestId)?.abort();
    }
    const handler = Object.hasOwn(this.#handlers, command)
      ? (this.#handlers[command as keyof Requests] as Handler)
      : undefined;
    if (!handler) {
      const format = `The adapter does not know the request ${command}.`;
      return this.sendErrorResponse(response, { id: NOT_UNDERSTOOD, format });
    }
    try {
      const body = await this.#cancellable(request, handler);
      if (body === CANCELLED) {
        response.success = false;
        response.message = 'cancelled';
      } else if (body !== undefined) response.body = body;
      this.sendResponse(response);
    } catch (error) {
      this.sendErrorResponse(response, messageOf(error));
    }
    if (command === 'disconnect') this.shutdown();
  }

  /** What a handler answers, or {@link CANCELLED} as soon as the client does not want that any more. */
  async #cancellable(request: DebugProtocol.Request, handler: Handler): Promise<unknown> {
    const { seq, command } = request;
    const args: unknown = request.arguments ?? {};
    if (!CANCELLABLE.has(command)) return handler(args, NEVER);
    const control = new AbortController();
    const { signal } = control;
    this.#cancels.set(seq, control);
    try {
      const cancelled = new Promise<typeof CANCELLED>((settle) => {
        signal.addEventListener('abort', () => settle(CANCELLED), { once: true });
      });
      const answer = Promise.resolve(handler(args, signal));
      // Nobody hears what becomes of it after that.
      answer.catch(() => undefined);
      return await Promise.race([answer, cancelled]);
    } finally {
      this.#cancels.delete(seq);
    }
  }

  /** The client has gone without a word: its program goes on, as it does when an adapter of its own ends. */
  async abandon(): Promise<void> {
    await Promise.resolve(this.#handlers.disconnect({ terminateDebuggee: false }, NEVER)).catch(
      () => undefined,
    );
  }

  event(name: string, body?: unknown): void {
    this.sendEvent(new Event(name, body));
  }

  runInTerminal(args: DebugProtocol.RunInTerminalRequestArguments): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      this.runInTerminalRequest(args, 60_000, (response) => {
        if (!response.success) reject(new Error(response.message));
        else resolve(response.body.processId);
      });
    });
  }
}
