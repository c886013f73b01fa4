import type { Pause } from '../cdp/pause.js';
import type { Script } from '../sources/script.js';
import { isAtAwait } from '../stepping/step.js';
import { functionAt, programFrames, type Frame } from './frame.js';
import type { StopReason } from './thread-host.js';

/** A stop that the client has been told of. */
export class Stopped {
  readonly event: Pause;
  readonly reason: StopReason;
  readonly #scriptOf: (id: string) => Script | undefined;
  #frames: Frame[] | undefined;
  #innermost: Frame | undefined;
  #awaits: boolean | undefined;

  /** @param scriptOf finds the scripts of the stack, with their texts loaded */
  constructor(event: Pause, reason: StopReason, scriptOf: (id: string) => Script | undefined) {
    this.event = event;
    this.reason = reason;
    this.#scriptOf = scriptOf;
  }

  /** The first of the program's frames, for which the others need not be worked out. */
  get innermost(): Frame | undefined {
    const { top } = this.event;
    if (this.#frames || !top) return this.frames[0];
    return (this.#innermost ??= programFrames([top], this.#scriptOf)[0] ?? this.frames[0]);
  }

  /** Whether the statement that the thread has stopped in front of suspends its function. */
  get awaits(): boolean {
    const { innermost } = this;
    return (this.#awaits ??= innermost !== undefined && isAtAwait(innermost));
  }

  /** The function that the thread is in, as the agent numbers it. */
  get topFunction(): { id: string; hash: string; fn: number } | undefined {
    const top = this.innermost;
    const fn = top && functionAt(top);
    const version = top?.script.text.version;
    return fn && version ? { id: version.id, hash: version.hash, fn: fn.index } : undefined;
  }

  /** The program's frames, innermost first; they are worked out when they are first asked for. */
  get frames(): Frame[] {
    return (this.#frames ??= programFrames(this.event.callFrames, this.#scriptOf));
  }
}
