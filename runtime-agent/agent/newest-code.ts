import type { Constructor } from './classes.js';
import { outerOf } from './outer-variables.js';
import { given } from './given.js';
import type { ModuleHandle } from './module-handle.js';
import { ownBuiltins } from './own-builtins.js';
import type { PendingCall } from './records.js';
import { ownerOf } from './standing-alone.js';
import type { Thread } from './thread.js';
import { letUpdateGoOn, UnknownVersion } from './unknown-version.js';

/** So many milliseconds, or more, a call waits for an update that brings its code; those that get nowhere are given up before. */
const MOST_WAITS = 60_000;

const NO_CALLER = { receiver: undefined, free: [], superGet: undefined };

/** The newest code of functions for calls of outdated ones, and the wait for an update that brings it. */
export class NewestCode {
  readonly #thread: Thread;

  constructor(thread: Thread) {
    this.#thread = thread;
  }

  /**
   * Makes newest code for a call, as the coordinator has it. That may be of a version which an update under way is about to bring: the
   * thread lets the update come to it then.
   *
   * @returns nothing where the call is to be captured instead
   */
  awaitUpdateAt<T>({ handle, fn }: PendingCall, make: () => T): T | undefined {
    const stopped = {};
    const thread = this.#thread;
    const made = this.awaitUpdate<T | typeof stopped>(make, () => {
      if (thread.stopping && !thread.parting.current) thread.stop(handle, fn, undefined);
      return thread.target > 0 ? stopped : undefined;
    });
    return made === stopped ? undefined : (made as T);
  }

  /**
   * The same for a derived constructor, which has no frame to be captured yet: its object is made anew afterwards, where
   * that can be. A class that can't be found has to wait.
   */
  awaitConstructor(
    handle: ModuleHandle,
    fn: number,
    args: ArrayLike<unknown>,
    target: unknown,
  ): void {
    const thread = this.#thread;
    const make = (): unknown => handle.code.implementation(fn);
    const flag = handle.flags.prefix + fn;
    let owner: Constructor | undefined;
    this.awaitUpdate(make, () => {
      owner ??= ownBuiltins.within(() => ownerOf(target, `if(${flag}&&${flag}.q())`));
      if (!owner) return undefined;
      if (thread.stopping && !thread.parting.current) thread.stop(handle, fn, undefined);
      if (thread.target === 0) return undefined;
      const call = { handle, fn, args: given(args), target, owner };
      return thread.unwind({ kind: 'call', call: { ...call, ...NO_CALLER } });
    });
  }

  /**
   * The same where the thread can't stop: it waits until the update is over, or has given up.
   * @param instead is asked between, and gives what is to be taken in place of the code
   */
  awaitUpdate<T>(make: () => T, instead: () => T | undefined = () => undefined): T {
    for (let waits = 0; ; waits += 1) {
      try {
        return make();
      } catch (error) {
        if (!(error instanceof UnknownVersion) || waits === MOST_WAITS) throw error;
        const other = instead();
        if (other !== undefined) return other;
        letUpdateGoOn();
      }
    }
  }

  /** Runs the newest code of a function. */
  perform(call: PendingCall): unknown {
    const thread = this.#thread;
    const { receiver, superGet, target, outerArguments, callee, owner } = call;
    if (owner) return Reflect.construct(owner, call.args, target as Constructor);
    const make = this.awaitUpdateAt(call, () => call.handle.code.implementation(call.fn));
    if (!make) return thread.unwind({ kind: 'call', call });
    const code = make(outerOf(call.free), receiver, superGet, target, outerArguments, callee);
    call.handle.flags.keepDirect(call.fn, code, make);
    thread.debugger.updated(code);
    return Reflect.apply(code, receiver, call.args);
  }
}
