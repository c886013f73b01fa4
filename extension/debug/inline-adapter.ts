import type { RestitchDebugSession } from '../../runtime-agent/adapter/debug-session.js';
import { Signal } from '../signal.js';
import type { Adapter, DapMessage } from './process-adapter.js';

/** A debug adapter in this process. */
export class InlineAdapter implements Adapter {
  readonly sent = new Signal<DapMessage>();
  readonly died = new Signal<string>();
  readonly #session: RestitchDebugSession;

  constructor(session: RestitchDebugSession) {
    this.#session = session;
    // Otherwise it would end this process when it is done.
    this.#session.setRunAsServer(true);
    this.#session.onDidSendMessage((message) => this.sent.fire(message as DapMessage));
  }

  handle(message: DapMessage): void {
    this.#session.handleMessage(message);
  }

  dispose(): void {
    this.#session.dispose();
  }
}
