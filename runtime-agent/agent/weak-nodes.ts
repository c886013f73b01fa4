import type { Activation } from './activations.js';
import { isOpen } from './gathering.js';
import type { ModuleHandle } from './module-handle.js';

type Reference = WeakRef<Activation>;

/** Suspensions at one `await`: to know that there is one it is enough to find the first. */
interface Group {
  fn: number;
  p: number;
  references: Reference[];
}

/** Nodes that are held weakly: reading a weak reference takes V8 forty times as long as reading a strong one. */
export class WeakNodes {
  readonly #least: number;
  #room: number;
  #count = 0;
  /** Suspensions of async functions, which stay where they are until they are over. */
  #groups: Group[] = [];
  #byPlace = new WeakMap<ModuleHandle, Map<number, Group>>();
  /** Generators, which are suspended here and there. */
  #moving: Reference[] = [];

  /** @param least so many are held before the collected ones are thrown out */
  constructor(least: number) {
    this.#least = least;
    this.#room = least;
  }

  add(suspensions: readonly Activation[], generators: readonly Activation[]): void {
    if (this.#count > this.#room) this.#makeRoom();
    for (const node of suspensions) this.#groupOf(node).references.push(new WeakRef(node));
    for (const node of generators) this.#moving.push(new WeakRef(node));
    this.#count += suspensions.length + generators.length;
  }

  #groupOf({ handle, fn, p }: Activation): Group {
    let places = this.#byPlace.get(handle);
    if (!places) this.#byPlace.set(handle, (places = new Map<number, Group>()));
    let group = places.get(p);
    if (!group) {
      group = { fn, p, references: [] };
      places.set(p, group);
      this.#groups.push(group);
    }
    return group;
  }

  #makeRoom(): void {
    for (const group of this.#groups) {
      group.references = group.references.filter((reference) => reference.deref()?.p === group.p);
    }
    this.#groups = this.#groups.filter(({ references }) => references.length > 0);
    this.#byPlace = new WeakMap();
    for (const group of this.#groups) this.#index(group);
    this.#moving = this.#moving.filter((reference) => {
      const node = reference.deref();
      return node !== undefined && isOpen(node);
    });
    this.#count = this.#groups.reduce(
      (sum, { references }) => sum + references.length,
      this.#moving.length,
    );
    this.#room = Math.max(this.#least, 2 * this.#count);
  }

  #index(group: Group): void {
    const node = group.references[0]?.deref();
    if (!node) return;
    const places = this.#byPlace.get(node.handle) ?? new Map<number, Group>();
    places.set(group.p, group);
    this.#byPlace.set(node.handle, places);
  }

  /** One of the suspended nodes at each place, and generators each. */
  *places(): Generator<Activation> {
    for (const { p, references } of this.#groups) {
      for (const reference of references) {
        const node = reference.deref();
        if (node?.p !== p) continue;
        yield node;
        break;
      }
    }
    yield* suspendedOf(this.#moving);
  }

  /** All that are suspended. */
  *suspended(): Generator<Activation> {
    for (const { references } of this.#groups) yield* suspendedOf(references);
    yield* suspendedOf(this.#moving);
  }
}

function* suspendedOf(references: readonly Reference[]): Generator<Activation> {
  for (const reference of references) {
    const node = reference.deref();
    if (node && node.p > 0) yield node;
  }
}
