import type { Activation } from './activations.js';
import { ownBuiltins } from './own-builtins.js';
import type { Accessors, Continuation, FrameRecord, PendingCall } from './records.js';
import type { Thread } from './thread.js';

/**
 * Calls of outdated functions that can be suspended: the host of such a one goes on with the newest code from its entry. Nothing else is
 * captured with it, so that one which is called while nothing is under way needs no more than a record.
 */
export class Beginnings {
  readonly #thread: Thread;
  /** Of a call whose host is about to ask for it. */
  #call: PendingCall | undefined;
  #code: Continuation | undefined;

  constructor(thread: Thread) {
    this.#thread = thread;
  }

  /**
   * At the function's entry.
   * @returns whether {@link take} is to follow; else the call has to be captured
   */
  begin(call: PendingCall): boolean {
    const f = this.#thread.target > 0 ? undefined : this.#codeOf(call);
    if (!f || this.#thread.target > 0) return false;
    this.#call = call;
    this.#code = f;
    return true;
  }

  /** The record of the call that has begun, once its frame is there; none if its host has been captured. */
  take(
    t: unknown,
    v: readonly unknown[],
    a: Accessors,
    b: Accessors,
    d: Activation,
  ): FrameRecord | undefined {
    const call = this.#call;
    const f = this.#code;
    if (!call || !f) return undefined;
    this.#call = undefined;
    this.#code = undefined;
    return { f, n: undefined, c: undefined, t, v, a, b, x: call.args, y: call.bound, d };
  }

  #codeOf(call: PendingCall): Continuation | undefined {
    const { handle, fn } = call;
    const known = handle.code.beginnings.get(fn);
    if (known) return known;
    const { newest } = this.#thread;
    const made = newest.awaitUpdateAt(call, () => handle.code.continuation(fn, 'entry'));
    // Looking for what the program has replaced takes longer than a call.
    if (made) ownBuiltins.within(() => handle.code.beginnings.set(fn, made));
    return made;
  }
}
