import { makeFlag, type Flag } from './flags.js';
import { defineFlags, setFlag } from './global-flags.js';
import type { Callable, Implementation, ModuleHandle } from './module-handle.js';
import { ownBuiltins } from './own-builtins.js';

/** The flags of one version's functions: emitted code asks the agent while its own is set. */
export class VersionFlags {
  readonly #handle: ModuleHandle;
  readonly #flags = new Map<number, Flag>();
  /** Those that go straight to the newest code, each in place of the one above. */
  readonly #straight = new Map<number, Flag>();
  /** Functions that are asked to stop at their next update point. */
  readonly #asked = new Set<number>();

  constructor(
    handle: ModuleHandle,
    /** What the names of the flags begin with. */
    readonly prefix: string,
  ) {
    this.#handle = handle;
    const { functions, thread } = handle;
    const { stopping } = thread;
    for (let fn = 0; stopping && fn < functions; fn += 1) this.#asked.add(fn);
    defineFlags(prefix, functions, (fn) => (stopping ? this.#flagOf(fn) : undefined));
  }

  /** Sets a function's flag, or resets it unless the function is outdated. */
  set(fn: number, isSet: boolean): void {
    if (isSet) this.#asked.add(fn);
    const { stale, gained } = this.#handle;
    const isOn = isSet || stale.has(fn) || gained.has(fn);
    setFlag(this.prefix + fn, isOn ? this.#flagOf(fn) : undefined);
  }

  setAll(): void {
    for (let fn = 0; fn < this.#handle.functions; fn += 1) this.set(fn, true);
  }

  /** Resets those that were set for a stop; outdated functions keep theirs. */
  unask(): void {
    for (const fn of this.#asked) this.set(fn, false);
    this.#asked.clear();
  }

  /** From now on an outdated function's flag answers for it that asks nothing. */
  goStraight(fn: number, flag: Flag): void {
    const { closed, constructors } = this.#handle.code;
    const { make } = this.#flags.get(fn) ?? {};
    if (!closed.has(fn) && !constructors.has(fn) && !make) return;
    this.#straight.set(fn, flag);
    this.#show(fn);
  }

  /** From now on an outdated function's flag asks again. */
  leaveStraight(fn: number): void {
    this.#straight.delete(fn);
    this.#show(fn);
  }

  /** Calls of outdated functions are to be asked about, or no longer so. */
  divert(): void {
    for (const fn of this.#straight.keys()) this.#show(fn);
  }

  /**
   * From now on calls go straight to a function's newest code where that is always the same, and else to what makes it
   * for each.
   */
  keepDirect(fn: number, direct: Callable, make: Implementation): void {
    const flag = this.#flags.get(fn);
    const { code, stale } = this.#handle;
    if (!flag || !stale.has(fn)) return;
    if (code.closed.has(fn)) flag.direct = direct;
    else flag.make = make;
  }

  /** Forgets the newest code of functions: there is newer. */
  forgetCode(): void {
    const straight = [...this.#straight.keys()];
    this.#straight.clear();
    for (const fn of straight) this.#show(fn);
    for (const flag of this.#flags.values()) {
      flag.direct = undefined;
      flag.make = undefined;
      flag.calls = 0;
    }
  }

  #show(fn: number): void {
    setFlag(this.prefix + fn, this.#flagOf(fn));
  }

  #flagOf(fn: number): Flag {
    const straight = this.#handle.thread.isDiverted ? undefined : this.#straight.get(fn);
    if (straight) return straight;
    const known = this.#flags.get(fn);
    if (known) return known;
    const flag = makeFlag(this.#handle.holder, fn);
    // A call of the program's may be what asks for it.
    ownBuiltins.within(() => this.#flags.set(fn, flag));
    return flag;
  }
}
