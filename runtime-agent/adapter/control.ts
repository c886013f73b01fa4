import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Protocol } from 'devtools-protocol';
import type { Placing } from './breakpoints/placing.js';
import type { Debuggee } from './debuggee.js';
import { Gotos } from './stepping/goto.js';
import type { StepKind } from './stepping/step.js';
import type { LongEvaluations } from './targets/long-evaluations.js';
import type { DebugThread } from './targets/thread.js';
import type { References } from './values/references.js';

/** How the client has threads go on, stop, and be elsewhere. */
export class Control {
  stepTargets = new Map<number, Protocol.Debugger.Location>();
  readonly #gotos = new Gotos();
  readonly #debuggee: Debuggee;
  readonly #references: References;
  readonly #placing: Placing;

  constructor(debuggee: Debuggee, references: References, placing: Placing) {
    this.#debuggee = debuggee;
    this.#references = references;
    this.#placing = placing;
  }

  /** What was seen of a thread while it stood still is no more. */
  forget(thread: DebugThread): void {
    this.#debuggee.stack.forget(thread);
    this.#references.forget(thread);
    thread.evaluator.releaseValues();
  }

  /** What a thread evaluates without a limit; only a main thread can. */
  evaluationsOf(thread: DebugThread): LongEvaluations | undefined {
    const process = this.#debuggee.program?.processOf(thread);
    return process?.main === thread ? process.evaluations : undefined;
  }

  /**
   * Ends what a thread evaluates, so that it can be reached.
   * @returns whether there was anything
   */
  async endEvaluation(thread: DebugThread): Promise<boolean> {
    return (await this.evaluationsOf(thread)?.end()) ?? false;
  }

  async goOn(threadId: number, single: boolean): Promise<void> {
    const { program } = this.#debuggee;
    const first = this.#debuggee.thread(threadId);
    await this.#placing.over();
    for (const thread of single ? [first] : [...(program?.threads() ?? [])]) {
      await thread.whenStill();
      await this.endEvaluation(thread);
      if (!thread.stopped) continue;
      this.forget(thread);
      await thread.resume();
    }
  }

  async step(thread: DebugThread, kind: StepKind, targetId?: number): Promise<undefined> {
    await this.#placing.over();
    await thread.whenStill();
    await this.endEvaluation(thread);
    if (!thread.stopped) throw new Error('The thread is not stopped.');
    const target = targetId === undefined ? undefined : this.stepTargets.get(targetId);
    const sent = thread.step(kind, target);
    // The thread is on its way: it need not wait for that.
    this.forget(thread);
    await sent;
    return undefined;
  }

  /** Of a thread that only evaluates, that is what is stopped. */
  async pause(thread: DebugThread): Promise<undefined> {
    if (!(await this.endEvaluation(thread))) await thread.pause();
    return undefined;
  }

  gotoTargets(args: DebugProtocol.GotoTargetsArguments): DebugProtocol.GotoTarget[] {
    const { program, stack } = this.#debuggee;
    return this.#gotos.list(program?.threads() ?? [], stack, args);
  }

  /** @throws {RestitchError} RS1022; the thread is stopped where it was */
  async goto(thread: DebugThread, targetId: number): Promise<undefined> {
    await thread.whenStill();
    const jump = this.#gotos.jumpOf(thread, targetId);
    const process = this.#debuggee.program?.processOf(thread);
    const session = await process?.neededSession();
    if (!session) throw new Error('The program does not run under Restitch, or has ended.');
    const number = await thread.agent.threadId();
    await thread.jumping(() => session.call('jump', { thread: number, ...jump }));
    return undefined;
  }

  async restartFrame(frameId: number): Promise<undefined> {
    const found = this.#debuggee.stack.frame(frameId);
    if (!found?.frame.call) throw new Error('This frame cannot be restarted.');
    await found.thread.expectFrame(found.frame);
    await found.thread.restartFrame(found.frame.call);
    return undefined;
  }
}
