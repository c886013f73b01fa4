import { Gathering } from './gathering.js';
import type { ModuleHandle } from './module-handle.js';
import { WeakNodes } from './weak-nodes.js';

/** A generator's activation, or suspensions of an async function or an awaiting module top, one after the other. */
export interface Activation {
  /**
   * Offset of the `await` or `yield` it is suspended at. 0 while a generator runs; below 0 when it has ended
   * or the suspension is over.
   */
  p: number;
  handle: ModuleHandle;
  fn: number;
  /** It can be found, wherever it is suspended: it is held strongly, and has not been thrown out. */
  isListed: boolean;
}

/** When more than this are suspended, they are held weakly. */
const STRONG = 50_000;

/**
 * What may be suspended in a thread. A node refers to nothing of its activation, so holding it keeps no
 * data alive; nor is it ever taken out of the list one by one: that would cost every call of an async function
 * a `finally`. An activation that will never go on is known by its node being collected, so when very many
 * have gathered, nodes are held weakly.
 */
export class ActivationList {
  readonly #suspensions = new Gathering(STRONG, () => this.sweep());
  readonly #generators = new Gathering(STRONG, () => this.sweep());
  readonly #weak = new WeakNodes(STRONG);

  /** @param p 0 for a generator, whose one node has all its suspensions; else where an async function waits */
  add(handle: ModuleHandle, fn: number, p: number): Activation {
    const node: Activation = { p, handle, fn, isListed: true };
    if (p === 0) this.#generators.add(node);
    else this.#suspensions.add(node);
    return node;
  }

  /** Holds everything weakly. */
  sweep(): void {
    this.#weak.add(this.#suspensions.take(), this.#generators.take());
  }

  /** What is suspended now. */
  *suspended(): Generator<Activation> {
    for (const list of this.#strong()) for (const node of list) if (node.p > 0) yield node;
    yield* this.#weak.suspended();
  }

  /** One of those that are suspended now at each place. */
  places(): Activation[] {
    const found: Activation[] = [];
    const known = new Map<ModuleHandle, Set<number>>();
    let last: Activation | undefined;
    const see = (node: Activation): void => {
      if (node.p === last?.p && node.handle === last.handle) return;
      last = node;
      let places = known.get(node.handle);
      if (!places) known.set(node.handle, (places = new Set<number>()));
      if (places.has(node.p)) return;
      places.add(node.p);
      found.push(node);
    };
    for (const list of this.#strong()) for (const node of list) if (node.p > 0) see(node);
    for (const node of this.#weak.places()) see(node);
    return found;
  }

  #strong(): (readonly Activation[])[] {
    return [...this.#suspensions.lists(), ...this.#generators.lists()];
  }
}
