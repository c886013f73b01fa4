import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Protocol } from 'devtools-protocol';
import type { UpdateNotice } from '../../../protocol/baseline.js';
import type { Control } from '../control.js';
import { PutOff } from '../dap/put-off.js';
import type { Client } from '../debug-session.js';
import type { Debuggee } from '../debuggee.js';
import { consoleOutput } from '../output.js';
import type { ProgramEvents } from '../program.js';
import type { StopReason } from '../targets/thread-host.js';
import type { DebugThread } from '../targets/thread.js';
import type { References } from '../values/references.js';

export interface NewsContext extends Pick<ProgramEvents, 'lost' | 'ended'> {
  client: Client;
  debuggee: Debuggee;
  control: Control;
  references: References;
  /** Whether the adapter has what the program's process writes. */
  isChild: () => boolean;
}

/** Tells the client what happens in the program. */
export class ProgramNews implements ProgramEvents {
  /** Where what the program writes is taken from. */
  capture: 'console' | 'std' = 'std';
  readonly lost: ProgramEvents['lost'];
  readonly ended: ProgramEvents['ended'];
  readonly #client: Client;
  readonly #context: NewsContext;
  readonly #nodeSources = new PutOff<DebugProtocol.Source>((source) => this.#tellSource(source));
  #told: Promise<void> = Promise.resolve();

  constructor(context: NewsContext) {
    this.#client = context.client;
    this.#context = context;
    this.lost = context.lost;
    this.ended = context.ended;
  }

  stopped(thread: DebugThread, { hitBreakpointIds, ...rest }: StopReason): void {
    this.#client.event('stopped', {
      ...rest,
      ...{ threadId: thread.id, allThreadsStopped: false },
      ...(hitBreakpointIds === undefined ? {} : { hitBreakpointIds }),
    });
  }

  updated(thread: DebugThread, reason: StopReason): void {
    this.#context.control.forget(thread);
    this.#client.event('invalidated', { areas: ['all'], threadId: thread.id });
    this.stopped(thread, reason);
  }

  continued(thread: DebugThread): void {
    this.#client.event('continued', { threadId: thread.id });
  }

  thread(thread: DebugThread, reason: 'started' | 'exited'): void {
    this.#client.event('thread', { reason, threadId: thread.id });
  }

  breakpoint(breakpoint: DebugProtocol.Breakpoint): void {
    this.#client.event('breakpoint', { reason: 'changed', breakpoint });
  }

  loadedSource(source: DebugProtocol.Source): void {
    if (source.path?.startsWith('node:') === true) this.#nodeSources.add(source);
    else this.#tellSource(source);
  }

  #tellSource(source: DebugProtocol.Source): void {
    this.#client.event('loadedSource', { reason: 'new', source });
  }

  output(body: DebugProtocol.OutputEvent['body']): void {
    this.#client.event('output', body);
  }

  /** What the program's process has written. */
  piped(category: 'stdout' | 'stderr', output: string): void {
    if (this.capture === 'std' || category === 'stderr') this.output({ category, output });
  }

  console(thread: DebugThread, event: Protocol.Runtime.ConsoleAPICalledEvent): void {
    // Some need longer to be told; they are told in the order in which they were written.
    this.#told = this.#told.then(() => this.#console(thread, event));
  }

  async #console(
    thread: DebugThread,
    event: Protocol.Runtime.ConsoleAPICalledEvent,
  ): Promise<void> {
    const { debuggee, references, isChild } = this.#context;
    const { program } = debuggee;
    const isPiped = isChild() && this.capture === 'std';
    if (isPiped || !program) return;
    try {
      const output = await consoleOutput(program, thread, event, references.lasting());
      if (output) this.output(output);
    } catch {
      // The thread has ended; what it wrote last cannot be looked into.
    }
  }

  pending(session: string): void {
    this.#client.event('restitch/pending', { session });
  }

  notice({ outcome, result }: UpdateNotice): void {
    if (outcome === 'nothing-to-do') return;
    this.#client.event(outcome === 'applied' ? 'restitch/applied' : 'restitch/failed', result);
    if (outcome === 'applied') this.rewritten();
  }

  rewritten(): void {
    this.#client.event('invalidated', { areas: ['all'] });
  }

  /** Tells what was put off. */
  flush(): void {
    this.#nodeSources.flush();
  }
}
