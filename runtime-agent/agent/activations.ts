import type { ModuleHandle } from './module-handle.js';

/** An activation that may be suspended: an async function's, a generator's, or an awaiting module top's. */
export interface Activation {
  /** Offset of the `await` or `yield` it is suspended at; 0 while it runs. */
  p: number;
  handle: ModuleHandle;
  fn: number;
  previous: Activation | undefined;
  next: Activation | undefined;
}

/** Everything older than this is held weakly, so that an abandoned activation can be collected. */
const SWEEP_AFTER = 50_000;

/**
 * The list of a thread's activations. New ones are linked strongly, which costs least; when many have
 * gathered, those still there are moved to weak references.
 */
export class ActivationList {
  readonly #head: Activation;
  readonly #old = new Set<WeakRef<Activation>>();
  #count = 0;

  constructor(handle: ModuleHandle | undefined) {
    this.#head = {
      p: 0,
      handle: handle as ModuleHandle,
      fn: -1,
      previous: undefined,
      next: undefined,
    };
  }

  add(handle: ModuleHandle, fn: number): Activation {
    const head = this.#head;
    const node: Activation = { p: 0, handle, fn, previous: head, next: head.next };
    if (head.next) head.next.previous = node;
    head.next = node;
    if ((this.#count += 1) > SWEEP_AFTER) this.sweep();
    return node;
  }

  remove(node: Activation): void {
    const { previous, next } = node;
    if (!previous) return;
    this.#count -= 1;
    previous.next = next;
    if (next) next.previous = previous;
    node.previous = undefined;
  }

  /** Moves every linked activation to a weak reference. */
  sweep(): void {
    for (const reference of this.#old) if (!isAlive(reference)) this.#old.delete(reference);
    for (let node = this.#head.next; node;) {
      const { next } = node;
      node.previous = node.next = undefined;
      this.#old.add(new WeakRef(node));
      node = next;
    }
    this.#head.next = undefined;
    this.#count = 0;
  }

  /** The activations that are suspended now. */
  *suspended(): Generator<Activation> {
    for (let node = this.#head.next; node; node = node.next) if (node.p !== 0) yield node;
    for (const reference of this.#old) {
      const node = reference.deref();
      if (node && node.p > 0) yield node;
    }
  }
}

const isAlive = (reference: WeakRef<Activation>): boolean => {
  const node = reference.deref();
  return node !== undefined && node.p >= 0;
};

/** Marks an activation as ended, for those that are held weakly. */
export const ENDED = -1;
