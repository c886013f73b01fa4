import type { ClassRecord, Constructor } from './classes.js';
import type { Implementation, ModuleHandle } from './module-handle.js';
import { ownBuiltins } from './own-builtins.js';
import type { Continuation } from './records.js';
import { StandingAlone } from './standing-alone.js';

/** What updates have made for the functions of one version, as long as the version that it leads to is the newest. */
export class MadeCode {
  readonly #handle: ModuleHandle;
  readonly implementations = new Map<number, Implementation>();
  /** Of derived constructors. */
  readonly constructors = new Map<number, StandingAlone>();
  /** Functions whose implementation makes the same code for every call. */
  readonly closed = new Set<number>();
  /** Functions whose implementation takes what they were called with as it is. */
  readonly passingOn = new Set<number>();
  /** By function and point. */
  readonly continuations = new Map<string, Continuation>();
  /** Those of functions that can be suspended and are outdated, from their beginning. */
  readonly beginnings = new Map<number, Continuation>();
  #undone: (() => void)[] = [];

  constructor(handle: ModuleHandle) {
    this.#handle = handle;
  }

  /** The continuation of a function from a point on, made on demand. */
  continuation(fn: number, key: string): Continuation {
    const name = `${fn} ${key}`;
    const known = this.continuations.get(name);
    if (known) return known;
    const { id, thread } = this.#handle;
    ownBuiltins.within(() => thread.director?.needContinuation(thread, this.#handle, fn, key));
    const made = this.continuations.get(name);
    if (!made) throw new Error(`no continuation of ${id}#${fn} at ${key}`);
    return made;
  }

  /** The newest code of a function, made on demand. */
  implementation(fn: number): Implementation {
    const known = this.implementations.get(fn);
    if (known) return known;
    const { id, thread } = this.#handle;
    ownBuiltins.within(() => thread.director?.needImplementation(thread, this.#handle, fn));
    const made = this.implementations.get(fn);
    if (!made) throw new Error(`no newest code of ${id}#${fn}`);
    return made;
  }

  /** The newest code of a derived constructor in a class of its own, where that can stand for it. */
  standingAlone(fn: number, args: ArrayLike<unknown>, target: unknown): StandingAlone | undefined {
    const { stale, thread } = this.#handle;
    if (!stale.has(fn)) return undefined;
    if (!this.implementations.has(fn))
      thread.newest.awaitConstructor(this.#handle, fn, args, target);
    return this.constructors.get(fn);
  }

  /** Keeps such a class, made for the only class of the program that a record knows. */
  keepConstructor(fn: number, record: ClassRecord, make: () => Constructor): void {
    const { weak } = this.#handle.holder;
    const ends = (): void => weak.deref()?.code.dropConstructor(fn);
    const owner = record.only(ends);
    if (!owner) return;
    this.constructors.set(fn, new StandingAlone(owner, make()));
    this.#undone.push(() => record.forget(ends));
  }

  dropConstructor(fn: number): void {
    this.constructors.delete(fn);
    this.#handle.flags.leaveStraight(fn);
  }

  /** Forgets it all: another version is the newest. */
  forget(): void {
    this.continuations.clear();
    this.beginnings.clear();
    this.implementations.clear();
    this.constructors.clear();
    for (const undo of this.#undone) undo();
    this.#undone = [];
    this.#handle.flags.forgetCode();
    this.closed.clear();
    this.passingOn.clear();
  }
}
