import { NEVER } from './joined.js';
import type { ModuleHandle } from './module-handle.js';
import type { Parted } from './parted.js';
import { outcome, type Accessors } from './records.js';

/** A thread's callback that leaves its `forEach` for the caller, which iterates itself from then on; mostly there is none. */
export class PartingCallback {
  #parted: Parted | undefined;
  #partsAt: string | undefined;
  readonly #onChange: () => void;

  /** @param onChange told when {@link isNear} may be another */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The callback, on its way through `forEach` to its caller, which is to go on with it before anything else happens. */
  get current(): Parted | undefined {
    return this.#parted;
  }

  set current(parted: Parted | undefined) {
    this.#parted = parted;
    this.#onChange();
  }

  /** There is one, or the next call is to be one: outdated functions' calls must not go past the agent. */
  get isNear(): boolean {
    return this.#parted !== undefined || this.#partsAt !== undefined;
  }

  /** The call that the thread has stopped at has not begun, and is not to be made: see {@link passesOver}. */
  partAt(place: string | undefined): void {
    if (place === this.#partsAt) return;
    this.#partsAt = place;
    this.#onChange();
  }

  /**
   * Whether a call of an outdated function is not made: `forEach` calls the callback for what is left,
   * but its caller does the iterating now.
   */
  passesOver(handle: ModuleHandle, fn: number, args: ArrayLike<unknown>, free: Accessors): boolean {
    const place = this.#partsAt;
    this.partAt(undefined);
    const index = args[1] as number;
    if (place !== undefined)
      this.current = { callee: { ...outcome(NEVER), b: free, i: index }, place };
    else if (!this.#parted || handle.landings.has(fn)) return false;
    else if (this.#parted.callee.i === Infinity) this.#parted.callee.i = index;
    return true;
  }
}
