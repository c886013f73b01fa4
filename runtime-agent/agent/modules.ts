import type { ModuleHandle } from './module-handle.js';
import { dropFlags } from './global-flags.js';

/** The versions of one module: those that must stay, and those that stay while code of theirs does. */
interface Versions {
  /** By hash, oldest first. */
  handles: Map<string, Held>;
  kept: Set<ModuleHandle>;
  /** Of copies that were loaded before the present one. */
  copies: WeakRef<ModuleHandle>[];
}

type Held = ModuleHandle | WeakRef<ModuleHandle>;

/** Flags are global properties, which go with the last code that reads them. */
const flagsOfTheDead = new FinalizationRegistry(dropFlags);

/**
 * The modules of a thread. All code of a version that can be updated holds the version's handle, so a
 * handle that nothing else holds belongs to a version of which nothing will ever run again.
 */
export class Modules {
  readonly #versions = new Map<string, Versions>();

  get isEmpty(): boolean {
    return this.#versions.size === 0;
  }

  has(id: string): boolean {
    return this.#versions.has(id);
  }

  /** The versions of a module that are still there, oldest first. */
  get(id: string): ModuleHandle[] | undefined {
    const versions = this.#versions.get(id);
    return versions && alive(versions);
  }

  find(id: string, hash: string): ModuleHandle | undefined {
    const held = this.#versions.get(id)?.handles.get(hash);
    return held instanceof WeakRef ? held.deref() : held;
  }

  *values(): Generator<ModuleHandle[]> {
    for (const versions of this.#versions.values()) yield alive(versions);
  }

  *[Symbol.iterator](): Generator<[string, ModuleHandle[]]> {
    for (const [id, versions] of this.#versions) yield [id, alive(versions)];
  }

  add(handle: ModuleHandle): void {
    const versions = this.#versions.get(handle.id);
    if (versions) versions.handles.set(handle.hash, handle);
    else {
      const handles = new Map<string, Held>([[handle.hash, handle]]);
      this.#versions.set(handle.id, { handles, kept: new Set(), copies: [] });
    }
  }

  /** Takes note that a version is loaded once more, while code of the copy before may still be called. */
  loadAgain(id: string, hash: string): boolean {
    const before = this.find(id, hash);
    if (before) this.#versions.get(id)?.copies.push(new WeakRef(before));
    return before !== undefined;
  }

  /** Whether code of several copies of a module may be called. */
  isTwice(id: string): boolean {
    return this.#versions.get(id)?.copies.some((copy) => copy.deref() !== undefined) === true;
  }

  remove(handle: ModuleHandle): void {
    this.#versions.get(handle.id)?.handles.delete(handle.hash);
  }

  /** New code may yet be made for a version, though nothing of it is in use now. */
  keep(handle: ModuleHandle): void {
    this.#versions.get(handle.id)?.kept.add(handle);
  }

  /** Holds on to the first and the newest versions, and to those that are kept, but to no other. */
  letGo(): void {
    for (const { handles, kept } of this.#versions.values()) {
      let index = 0;
      const last = handles.size - 1;
      for (const [hash, item] of handles) {
        const isEnd = index === 0 || index === last;
        index += 1;
        if (item instanceof WeakRef) {
          if (!item.deref()) handles.delete(hash);
        } else if (!isEnd && !kept.has(item)) {
          flagsOfTheDead.register(item, { stem: item.flags.prefix, count: item.functions });
          item.holder.strong = undefined;
          handles.set(hash, item.holder.weak);
        }
      }
    }
  }
}

const alive = ({ handles }: Versions): ModuleHandle[] =>
  [...handles.values()].flatMap((item) =>
    item instanceof WeakRef ? (item.deref() ?? []) : [item],
  );
