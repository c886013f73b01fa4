import type { ModuleHandle } from './module-handle.js';
import { dropFlags } from './global-flags.js';

/** The versions of one module: those that must stay, and those that stay while code of theirs does. */
interface Versions {
  /** Oldest first. */
  handles: (ModuleHandle | WeakRef<ModuleHandle>)[];
  kept: Set<ModuleHandle>;
}

/** Flags are global properties, which go with the last code that reads them. */
const flagsOfTheDead = new FinalizationRegistry(dropFlags);

/**
 * The modules of a thread. All code of a version that can be updated holds the version's handle, so a
 * handle that nothing else holds belongs to a version of which nothing will ever run again.
 */
export class Modules {
  readonly #versions = new Map<string, Versions>();

  has(id: string): boolean {
    return this.#versions.has(id);
  }

  /** The versions of a module that are still there, oldest first. */
  get(id: string): ModuleHandle[] | undefined {
    const versions = this.#versions.get(id);
    return versions && alive(versions);
  }

  *values(): Generator<ModuleHandle[]> {
    for (const versions of this.#versions.values()) yield alive(versions);
  }

  *[Symbol.iterator](): Generator<[string, ModuleHandle[]]> {
    for (const [id, versions] of this.#versions) yield [id, alive(versions)];
  }

  add(handle: ModuleHandle): void {
    const versions = this.#versions.get(handle.id);
    if (versions) versions.handles.push(handle);
    else this.#versions.set(handle.id, { handles: [handle], kept: new Set() });
  }

  remove(handle: ModuleHandle): void {
    const versions = this.#versions.get(handle.id);
    if (versions) versions.handles = versions.handles.filter((item) => item !== handle);
  }

  /** New code may yet be made for a version, though nothing of it is in use now. */
  keep(handle: ModuleHandle): void {
    this.#versions.get(handle.id)?.kept.add(handle);
  }

  /** Holds on to the first and the newest versions, and to those that are kept, but to no other. */
  letGo(): void {
    for (const versions of this.#versions.values()) {
      const { handles, kept } = versions;
      const last = handles.length - 1;
      const left: Versions['handles'] = [];
      handles.forEach((item, index) => {
        if (item instanceof WeakRef) {
          if (item.deref()) left.push(item);
        } else if (index === 0 || index === last || kept.has(item)) left.push(item);
        else {
          flagsOfTheDead.register(item, { stem: item.flags, count: item.functions });
          item.holder.strong = undefined;
          left.push(item.holder.weak);
        }
      });
      versions.handles = left;
    }
  }
}

const alive = ({ handles }: Versions): ModuleHandle[] =>
  handles.flatMap((item) => (item instanceof WeakRef ? (item.deref() ?? []) : [item]));
