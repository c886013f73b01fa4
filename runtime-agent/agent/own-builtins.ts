const { defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } =
  Reflect;

/** What the agent's own code uses. Not here: what the agent itself changes as it works. */
const owners = (): object[] => [
  Array,
  Array.prototype,
  Function.prototype,
  JSON,
  Map.prototype,
  Math,
  Number,
  Object,
  Object.prototype,
  Promise,
  Promise.prototype,
  Reflect,
  RegExp.prototype,
  Set.prototype,
  String.prototype,
  Symbol,
  WeakMap.prototype,
  WeakRef.prototype,
  WeakSet.prototype,
  ...[[][Symbol.iterator](), new Map().entries(), new Set().values(), ''[Symbol.iterator]()].map(
    (iterator) => getPrototypeOf(iterator) as object,
  ),
];

interface Builtin {
  owner: object;
  key: PropertyKey;
  value: unknown;
}

interface Replaced {
  owner: object;
  key: PropertyKey;
  theirs: PropertyDescriptor | undefined;
}

/**
 * A program may replace built-in functions, and is not to be called by the agent through them. While the agent
 * works and no code of the program runs, the original ones are in their places; the loops below use none.
 */
export class OwnBuiltins {
  #known: Builtin[] = [];
  #replaced: Replaced[] = [];
  #isIn = false;

  /** Remembers those that are there now. */
  take(): void {
    this.#known = owners().flatMap((owner) =>
      ownKeys(owner).flatMap((key): Builtin[] => {
        const { value } = getOwnPropertyDescriptor(owner, key) as { value?: unknown };
        return typeof value === 'function' ? [{ owner, key, value }] : [];
      }),
    );
  }

  /** The agent begins to work. */
  enter(): void {
    if (this.#isIn) return;
    this.#isIn = true;
    const replaced: Replaced[] = [];
    let count = 0;
    for (let at = 0; at < this.#known.length; at += 1) {
      const { owner, key, value } = this.#known[at] as Builtin;
      const theirs = getOwnPropertyDescriptor(owner, key);
      if (theirs?.value === value) continue;
      const own = { value, writable: true, enumerable: false, configurable: true };
      if (defineProperty(owner, key, own)) {
        // Not an assignment, which a setter of the program's could see.
        defineProperty(replaced, count, { ...plain, value: { owner, key, theirs } });
        count += 1;
      }
    }
    this.#replaced = replaced;
  }

  /** The program goes on. */
  leave(): void {
    if (!this.#isIn) return;
    this.#isIn = false;
    for (let at = this.#replaced.length - 1; at >= 0; at -= 1) {
      const { owner, key, theirs } = this.#replaced[at] as Replaced;
      if (theirs) defineProperty(owner, key, theirs);
      else deleteProperty(owner, key);
    }
    this.#replaced = [];
  }

  /** Work of the agent's. */
  within<T>(work: () => T): T {
    if (this.#isIn) return work();
    this.enter();
    try {
      return work();
    } finally {
      this.leave();
    }
  }

  /** Code of the program that the agent calls. */
  without<T>(work: () => T): T {
    if (!this.#isIn) return work();
    this.leave();
    try {
      return work();
    } finally {
      this.enter();
    }
  }
}

const plain = { writable: true, enumerable: true, configurable: true };

/** Those of this thread. */
export const ownBuiltins = new OwnBuiltins();
