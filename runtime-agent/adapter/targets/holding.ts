import type { Protocol } from 'devtools-protocol';
import type { DebuggerNotice } from '../../agent/debugger-link.js';
import type { Pause } from '../cdp/pause.js';
import type { StopReason } from './thread-host.js';
import type { DebugThread } from './thread.js';

const CODE_GROUP = 'restitch-code';

/**
 * Takes a thread that is stopped in the debugger through an update. It is let go, so that it comes to
 * the update point that it is stopped in front of, is taken apart and rebuilt there like any other,
 * and is stopped again before it runs anything; to the client, it never went on.
 */
export class Holding {
  readonly #thread: DebugThread;
  /** Why the client believes the thread to be stopped, while it is being updated. */
  #held: StopReason | undefined;
  /** An update is on its way through the thread. */
  #isUpdating = false;
  /** The next stop is the one after the update. */
  #isDue = false;
  /** A frame is about to be moved elsewhere; settled when the client has been answered. */
  #jump: Promise<void> | undefined;
  /** Called when the thread stands still again. */
  readonly #waiting = new Set<() => void>();

  /** The next stop, whatever its cause, is the one after the update. */
  get isDue(): boolean {
    return this.#isDue;
  }

  /** The thread has been let go to be updated, and is to stop again. */
  get isHolding(): boolean {
    return this.#held !== undefined;
  }

  constructor(thread: DebugThread) {
    this.#thread = thread;
  }

  /** Waits until a thread that has been let go to be updated stands still again, or is gone. */
  async over(): Promise<void> {
    while (this.#held) await new Promise<void>((settle) => this.#waiting.add(settle));
  }

  /** Runs what has a frame go on elsewhere; the stop there is told after the client has been answered. */
  async jump(work: () => Promise<unknown>): Promise<void> {
    let answered = (): void => undefined;
    this.#jump = new Promise((settle) => (answered = settle));
    try {
      await work();
    } finally {
      setImmediate(() => {
        answered();
        // It was never let go.
        if (!this.#held) this.#jump = undefined;
      });
    }
  }

  /** The thread has ended. */
  end(): void {
    this.#held = undefined;
    this.#wake();
  }

  #wake(): void {
    for (const settle of this.#waiting) settle();
    this.#waiting.clear();
  }

  /** What the agent tells. */
  async notice(notice: DebuggerNotice): Promise<void> {
    switch (notice) {
      case 'stopping': {
        this.#isUpdating = true;
        if (!this.#jump) this.#thread.host.updating();
        const { stopped, isStepping } = this.#thread;
        this.#thread.noteUpdate();
        if (stopped) await this.#letGo(stopped.reason);
        // V8 counts frames to know where a step ends, and they are going to be others.
        else if (isStepping) await this.#thread.agent.hold(undefined);
        return;
      }
      case 'look':
        return this.#thread.look();
      case 'ended':
        this.#isUpdating = false;
        return;
      case 'released':
        this.#isUpdating = false;
        // It runs, and nothing of the update will stop it.
        if (this.#held) {
          this.#isDue = true;
          await this.#thread.pause();
        }
        return;
      default:
        return notice satisfies never;
    }
  }

  /** A stop while an update is under way: it is told when that is over. */
  async takes(event: Pause, reason: StopReason): Promise<boolean> {
    if (this.#held && this.#isDue) {
      await this.#stopAgain(event);
      return true;
    }
    if (!this.#isUpdating) return false;
    const isCommitting = event.callFrames.some(({ functionName }) => functionName === 'commit');
    if (isCommitting) {
      await this.#thread.resumeSilently();
      return true;
    }
    await this.#thread.stopAs(event, reason);
    await this.#letGo(reason);
    return true;
  }

  async #letGo(reason: StopReason): Promise<void> {
    this.#held = reason;
    this.#isDue = false;
    await this.#thread.agent.hold(this.#thread.stopped?.topFunction);
    await this.#thread.resumeSilently();
  }

  /** The thread is stopped in the agent, about to go on: with new code, or as before. */
  async arrived(event: Pause): Promise<void> {
    const thread = this.#thread;
    this.#isUpdating = false;
    const { top } = event;
    const code = await this.codeOf(top);
    if (!code) return this.#stopAgain(event);
    const script = thread.scripts.get(code.scriptId);
    this.#isDue = true;
    const reason = this.#jump ? { reason: 'goto' } : (this.#held ?? { reason: 'pause' });
    this.#held = reason;
    const isSet = script && (await thread.stopOnceIn(script, reason, code));
    if (isSet) await thread.resumeSilently();
    else await thread.pause().then(() => thread.resumeSilently());
  }

  /** Where the code starts that the thread is about to go on with. */
  async codeOf(
    frame: Protocol.Debugger.CallFrame | undefined,
  ): Promise<Protocol.Debugger.Location | undefined> {
    if (!frame) return undefined;
    const { session } = this.#thread;
    // What is not in a group that is released keeps the code's version for good.
    const { result } = await session.send('Debugger.evaluateOnCallFrame', {
      ...{ callFrameId: frame.callFrameId, expression: 'code', silent: true },
      objectGroup: CODE_GROUP,
    });
    if (result.type !== 'function' || result.objectId === undefined) return undefined;
    const { internalProperties = [] } = await session.send('Runtime.getProperties', {
      ...{ objectId: result.objectId, ownProperties: true },
    });
    await session.send('Runtime.releaseObjectGroup', { objectGroup: CODE_GROUP });
    const found = internalProperties.find(({ name }) => name === '[[FunctionLocation]]');
    return found?.value?.value as Protocol.Debugger.Location | undefined;
  }

  async #stopAgain(event: Pause): Promise<void> {
    const reason = this.#held ?? { reason: 'pause' };
    this.#isDue = false;
    const thread = this.#thread;
    await thread.clearOnce();
    const wasTold = thread.stopped !== undefined;
    await thread.stopAs(event, reason);
    this.#held = undefined;
    await this.#jump;
    this.#jump = undefined;
    if (wasTold) thread.host.updated(thread, reason);
    else thread.host.stopped(thread, reason);
    this.#wake();
  }
}
