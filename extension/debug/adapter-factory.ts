import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  DebugAdapterInlineImplementation,
  EventEmitter,
  type DebugAdapter,
  type DebugAdapterDescriptor,
  type DebugAdapterDescriptorFactory,
  type DebugProtocolMessage,
  type DebugSession,
} from 'vscode';
import type * as AdapterBundle from '../../runtime-agent/adapter/main.js';
import type { Log } from '../output/log.js';
import type { Settings } from '../settings/settings.js';
import type { DebugSessions } from './debug-sessions.js';
import { Gate } from './gate.js';
import { InlineAdapter } from './inline-adapter.js';
import type { Adapter, DapMessage } from './process-adapter.js';

export interface AdapterParts {
  /** The folder of Restitch's bundles. */
  dist: string;
  settings: Settings;
  log: Log;
  debugged: DebugSessions;
  /** What is to be done before a debugged process goes on. */
  beforeGoingOn: (pid: number) => Promise<void> | undefined;
  /** An adapter has died; the program may well run on. */
  adapterDied: (session: DebugSession, pid: number | undefined) => void;
}

/** Starts the debug adapter, as the settings say where. */
export class AdapterFactory implements DebugAdapterDescriptorFactory {
  constructor(readonly parts: AdapterParts) {}

  async createDebugAdapterDescriptor(session: DebugSession): Promise<DebugAdapterDescriptor> {
    const { dist, settings, log } = this.parts;
    if (settings.debugAdapter === 'process') {
      const { ProcessAdapter } = await import('./process-adapter.js');
      const module = join(dist, 'debug-adapter.js');
      const adapter = new ProcessAdapter(module, (text) =>
        log.warn(`Debug adapter: ${text.trim()}`),
      );
      return new DebugAdapterInlineImplementation(new EditorAdapter(adapter, session, this.parts));
    }
    // A bundle of its own, which an activation does not wait for.
    const bundle = join(dist, 'debug-adapter.js');
    const { RestitchDebugSession } = createRequire(bundle)(bundle) as typeof AdapterBundle;
    return new DebugAdapterInlineImplementation(
      new EditorAdapter(new InlineAdapter(new RestitchDebugSession(dist)), session, this.parts),
    );
  }
}

/** What stands between the editor and an adapter: looks at what goes by, and may hold it back. */
class EditorAdapter implements DebugAdapter {
  readonly #emitter = new EventEmitter<DebugProtocolMessage>();
  readonly onDidSendMessage = this.#emitter.event;
  readonly #adapter: Adapter;
  readonly #gate: Gate;
  readonly #session: DebugSession;
  readonly #parts: AdapterParts;
  #pid: number | undefined;

  constructor(adapter: Adapter, session: DebugSession, parts: AdapterParts) {
    this.#adapter = adapter;
    this.#session = session;
    this.#parts = parts;
    this.#gate = new Gate(
      (message) => adapter.handle(message),
      () => (this.#pid === undefined ? undefined : parts.beforeGoingOn(this.#pid)),
    );
    adapter.sent.on((message) => this.#sent(message));
    adapter.died.on((how) => this.#died(how));
  }

  handleMessage(message: DebugProtocolMessage): void {
    this.#gate.handle(message as DapMessage);
  }

  dispose(): void {
    this.#adapter.dispose();
    this.#emitter.dispose();
  }

  #sent(message: DapMessage): void {
    if (message.event === 'process') {
      const { systemProcessId: pid } = (message.body ?? {}) as { systemProcessId?: number };
      if (pid !== undefined) {
        this.#pid = pid;
        this.#parts.debugged.note(this.#session, pid);
      }
    }
    this.#emitter.fire(message);
  }

  #died(how: string): void {
    const { log, adapterDied } = this.#parts;
    log.error(`The debug adapter of ${this.#session.name} has ended: ${how}`);
    this.#emitter.fire({ type: 'event', event: 'terminated', seq: 0 });
    adapterDied(this.#session, this.#pid);
  }
}
