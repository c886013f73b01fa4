import { DebugSession, Event, Response } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { RestitchError } from '../../protocol/diagnostics.js';
import type { Handlers, Requests } from './dap/handlers.js';
import { makeHandlers } from './handlers.js';

/** Sends what the adapter has to tell. */
export interface Client {
  event(name: string, body?: unknown): void;
  /** Asks the client to start a program in a terminal. */
  runInTerminal(args: DebugProtocol.RunInTerminalRequestArguments): Promise<number | undefined>;
}

/** Numbers of errors in responses; what they mean is in the message. */
const FAILED = 1;
const NOT_UNDERSTOOD = 2;

/** The adapter's end of a connection to a client: requests in, responses and events out. */
export class RestitchDebugSession extends DebugSession implements Client {
  readonly #handlers: Handlers;
  readonly #cancelled = new Set<number>();

  /** @param ownFolder the folder of Restitch's bundles */
  constructor(ownFolder: string) {
    super();
    this.setDebuggerLinesStartAt1(true);
    this.setDebuggerColumnsStartAt1(true);
    this.#handlers = makeHandlers(this, ownFolder);
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    void this.#answer(request);
  }

  async #answer(request: DebugProtocol.Request): Promise<void> {
    const response: DebugProtocol.Response = new Response(request);
    const { command } = request;
    if (command === 'cancel') {
      const { requestId } = (request.arguments ?? {}) as DebugProtocol.CancelArguments;
      if (requestId !== undefined) this.#cancelled.add(requestId);
    }
    const handler = Object.hasOwn(this.#handlers, command)
      ? (this.#handlers[command as keyof Requests] as (args: unknown) => unknown)
      : undefined;
    if (!handler) {
      const format = `The adapter does not know the request ${command}.`;
      return this.sendErrorResponse(response, { id: NOT_UNDERSTOOD, format });
    }
    try {
      const body = await handler(request.arguments ?? {});
      if (this.#cancelled.delete(request.seq)) {
        response.success = false;
        response.message = 'cancelled';
      } else if (body !== undefined) response.body = body;
      this.sendResponse(response);
    } catch (error) {
      this.sendErrorResponse(response, messageOf(error));
    }
    if (command === 'disconnect') this.shutdown();
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

function messageOf(error: unknown): DebugProtocol.Message {
  if (error instanceof RestitchError) {
    const [first] = error.diagnostics;
    const format = first ? `${first.code}: ${first.message} ${first.hint}`.trim() : error.message;
    return { id: FAILED, format: escape(format), showUser: true };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { id: FAILED, format: escape(text), showUser: false };
}

/** Braces would name variables of the message. */
const escape = (text: string): string => text.replaceAll('{', '(').replaceAll('}', ')');
