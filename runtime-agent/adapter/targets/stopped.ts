import type { Protocol } from 'devtools-protocol';
import type { Script } from '../sources/script.js';
import { programFrames, type Frame } from './frame.js';
import type { StopReason } from './thread-host.js';

/** A stop that the client has been told of. */
export class Stopped {
  readonly event: Protocol.Debugger.PausedEvent;
  readonly reason: StopReason;
  readonly #scriptOf: (id: string) => Script | undefined;
  #frames: Frame[] | undefined;

  /** @param scriptOf finds the scripts of the stack, with their texts loaded */
  constructor(
    event: Protocol.Debugger.PausedEvent,
    reason: StopReason,
    scriptOf: (id: string) => Script | undefined,
  ) {
    this.event = event;
    this.reason = reason;
    this.#scriptOf = scriptOf;
  }

  /** The program's frames, innermost first; they are worked out when they are first asked for. */
  get frames(): Frame[] {
    return (this.#frames ??= programFrames(this.event.callFrames, this.#scriptOf));
  }
}
