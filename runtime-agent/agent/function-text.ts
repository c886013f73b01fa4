import { contentHash, type Store } from '../loader/store.js';
import { originalOf, replaceBuiltin } from './builtins.js';
import type { ModuleHandle } from './module-handle.js';
import type { Thread } from './thread.js';

/** A flag of an instrumented function: what its version's flags begin with, and its number. */
const FLAG = /(\$\d*_\w+_)(\d+)(?!\w)/g;

/** What a class tells the agent first: its offset, and its number among the flags. */
const CLASS = /\.klass\((\d+),(\d+),this,/g;

/**
 * Makes `Function.prototype.toString` give what the author wrote, in the newest version. The native
 * text tells which function it is: those that instrumentation has changed name their flags.
 */
export function installFunctionText(thread: Thread, store: Store): void {
  const texts = new FunctionTexts(thread, store);
  replaceBuiltin(Function.prototype, 'toString', (native) => {
    const methods = {
      toString(this: unknown): string {
        const text = Reflect.apply(native, originalOf(this), []) as string;
        return text.includes('$') ? (texts.authored(text) ?? text) : text;
      },
    };
    return methods.toString;
  });
}

/** The authored texts of functions, found by their native ones. */
class FunctionTexts {
  readonly #ranges = new Map<string, { text: string; ranges: readonly number[] } | undefined>();

  constructor(
    readonly thread: Thread,
    readonly store: Store,
  ) {}

  authored(native: string): string | undefined {
    try {
      return native.startsWith('class') ? this.#ofClass(native) : this.#ofFunction(native);
    } catch {
      return undefined;
    }
  }

  #ofFunction(native: string): string | undefined {
    const found = this.#find(native);
    if (!found) return undefined;
    let { handle, index } = found;
    // What has no flag of its own is not instrumented itself, but may hold others.
    const isArrow = native.startsWith('(');
    if (!isArrow && firstWord(native) !== firstWord(this.#slice(handle, index) ?? '')) {
      return undefined;
    }
    for (let next = handle.landings.get(index); next; next = handle.landings.get(index)) {
      handle = next.handle;
      index = next.fn;
    }
    return this.#slice(handle, index);
  }

  #ofClass(native: string): string | undefined {
    const found = this.#find(native);
    // Of a class and those inside it, the class itself begins first.
    const own = [...native.matchAll(CLASS)]
      .map(([, position, index]) => ({ position: Number(position), index: Number(index) }))
      .sort((a, b) => a.position - b.position)[0];
    if (!found || !own) return undefined;
    const { handle } = found;
    const record = handle.classes.get(own.position);
    const newest = this.thread.modules.get(handle.id)?.at(-1);
    if (record && newest && newest !== handle) {
      for (const [position, other] of newest.classes) {
        if (other === record) return this.#from(newest, position);
      }
    }
    return this.#slice(handle, own.index);
  }

  /** The outermost of the instrumented functions that a text shows. */
  #find(native: string): { handle: ModuleHandle; index: number } | undefined {
    let handle: ModuleHandle | undefined;
    let index = Infinity;
    for (const [, flags = '', number] of native.matchAll(FLAG)) {
      handle ??= this.#handleOf(flags);
      if (handle?.flags.prefix === flags) index = Math.min(index, Number(number));
    }
    return handle && { handle, index };
  }

  #handleOf(flags: string): ModuleHandle | undefined {
    for (const handles of this.thread.modules.values()) {
      for (const handle of handles) if (handle.flags.prefix === flags) return handle;
    }
    return undefined;
  }

  #slice(handle: ModuleHandle, index: number): string | undefined {
    const version = this.#versionOf(handle);
    const [start, end] = version?.ranges.slice(2 * index, 2 * index + 2) ?? [];
    return version && end !== undefined ? version.text.slice(start, end) : undefined;
  }

  #from(handle: ModuleHandle, start: number): string | undefined {
    const version = this.#versionOf(handle);
    const at = version?.ranges.findLastIndex((value, n) => n % 2 === 0 && value === start) ?? -1;
    return at < 0 ? undefined : version?.text.slice(start, version.ranges[at + 1]);
  }

  #versionOf({ hash }: ModuleHandle): { text: string; ranges: readonly number[] } | undefined {
    const key = contentHash(hash);
    if (!this.#ranges.has(key)) {
      const text = this.store.text(key);
      const ranges = this.store.ranges(key);
      this.#ranges.set(key, text === undefined || !ranges ? undefined : { text, ranges });
    }
    return this.#ranges.get(key);
  }
}

/** The word that a function's text begins with. */
const firstWord = (text: string): string | undefined => /[\w#*[]+/.exec(text)?.[0];
