import type { ModuleHandle } from './module-handle.js';

/** A generator's activation, or one suspension of an async function or an awaiting module top. */
export interface Activation {
  /**
   * Offset of the `await` or `yield` it is suspended at. 0 while a generator runs; below 0 when it has ended
   * or the suspension is over.
   */
  p: number;
  handle: ModuleHandle;
  fn: number;
}

/** How many nodes gather before those that are over are thrown out. */
const ROOM = 512;

/** When more than this are suspended, they are held weakly. */
const STRONG = 50_000;

/**
 * What may be suspended in a thread. A node refers to nothing of its activation, so holding it keeps no
 * data alive; nor is it ever taken out of the list one by one: that would cost every call of an async function
 * a `finally`. An activation that will never go on is known by its node being collected, so when very many
 * have gathered, nodes are held weakly.
 */
export class ActivationList {
  /** Made anew when it is full: an array that has grown old makes V8 note every new node in it. */
  #recent: Activation[] = [];
  #room = ROOM;
  /** Those that were still suspended when room was made. */
  #waiting: Activation[] = [];
  #weak: WeakRef<Activation>[] = [];
  #weakRoom = STRONG;

  add(handle: ModuleHandle, fn: number, p: number): Activation {
    const node: Activation = { p, handle, fn };
    if (this.#recent.push(node) >= this.#room) this.#makeRoom();
    return node;
  }

  #makeRoom(): void {
    const recent = this.#recent.filter(isOpen);
    this.#recent = [];
    for (const node of recent) this.#waiting.push(node);
    if (this.#waiting.length < this.#room) return;
    this.#waiting = this.#waiting.filter(isOpen);
    // The waiting ones are looked at again when there are as many new ones.
    this.#room = Math.max(ROOM, this.#waiting.length);
    if (this.#waiting.length > STRONG) this.sweep();
  }

  /** Holds everything weakly. */
  sweep(): void {
    if (this.#weak.length > this.#weakRoom) {
      this.#weak = this.#weak.filter((reference) => {
        const node = reference.deref();
        return node !== undefined && isOpen(node);
      });
      this.#weakRoom = Math.max(STRONG, 2 * this.#weak.length);
    }
    for (const node of [...this.#waiting, ...this.#recent]) {
      if (isOpen(node)) this.#weak.push(new WeakRef(node));
    }
    this.#waiting = [];
    this.#recent = [];
    this.#room = ROOM;
  }

  /** What is suspended now. */
  *suspended(): Generator<Activation> {
    for (const node of this.#recent) if (node.p > 0) yield node;
    for (const node of this.#waiting) if (node.p > 0) yield node;
    for (const reference of this.#weak) {
      const node = reference.deref();
      if (node && node.p > 0) yield node;
    }
  }
}

const isOpen = ({ p }: Activation): boolean => p >= 0;
