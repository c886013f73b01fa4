import { UNWIND } from './unwind.js';

type Method = (this: unknown) => unknown;

const methodOf = (owner: object, key: PropertyKey): Method => Reflect.get(owner, key) as Method;

/** What every iterator of the language inherits: it returns the iterator itself. */
export const itself = methodOf([].values(), Symbol.iterator);

/** An iterator for a rewritten `for…of`: itself where unwinding does not close it, otherwise a wrapper. */
export function kept(iterator: Iterator<unknown>): object {
  if ((typeof iterator !== 'object' || iterator === null) && typeof iterator !== 'function') {
    throw new TypeError('Result of the Symbol.iterator method is not an object');
  }
  const { return: close, [Symbol.iterator]: identity } = iterator as Iterator<unknown> & {
    [Symbol.iterator]?: unknown;
  };
  const isKept = close === undefined || closers.has(close);
  return isKept && identity === itself ? iterator : new KeptIterator(iterator);
}

/**
 * What a rewritten `for…of` throws when it cannot begin: the plain loop's error for a value that is not
 * iterable, otherwise what was thrown.
 *
 * @param source the expression, where V8 names it when its value is not iterable
 */
export function bad(error: unknown, value: unknown, source: string): unknown {
  if (error === UNWIND || !(error instanceof TypeError)) return error;
  const isIterable =
    value !== null &&
    value !== undefined &&
    typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
  return isIterable ? error : new TypeError(notIterable(value, source));
}

/** The iterator of a loop that begins in the middle, or of a `for await` over a synchronous iterable. */
export function iterate(iterable: Iterable<unknown>): object {
  try {
    return kept(iterable[Symbol.iterator]());
  } catch (error) {
    throw bad(error, iterable, '');
  }
}

/** V8's words (its `BuildDefaultCallSite`) for a value whose expression it does not print. */
function notIterable(value: unknown, source: string): string {
  if (source !== '') return `${source} is not iterable`;
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  const isShown = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  const what = `${typeof value}${isShown ? ` ${shown}` : ''}`;
  return `${what} is not iterable (cannot read property Symbol(Symbol.iterator))`;
}

/** The `return` methods of the language's own iterators, with the prototypes that they are on. */
const closers = new Map<unknown, { return?: unknown }>(
  [generator(), helper()].flatMap((iterator) => {
    const owner = iterator && ownerOf(iterator, 'return');
    return owner ? [[Reflect.get(owner, 'return') as unknown, owner]] : [];
  }),
);

function* generator(): Generator<undefined> {
  yield;
}

/** What `iterator.map(…)` gives, from Node 22 on. */
function helper(): object | undefined {
  const values = [].values() as { map?: (change: (item: unknown) => unknown) => object };
  return values.map?.((item) => item);
}

function ownerOf(object: object, key: PropertyKey): object | undefined {
  for (let at: object | null = object; at; at = Object.getPrototypeOf(at) as object | null) {
    if (Object.hasOwn(at, key)) return at;
  }
  return undefined;
}

/** While a stack is taken apart, loops that are left must not close the generators they run over. */
export function setUnwinding(isOn: boolean): void {
  if (UNWIND.on === isOn) return;
  UNWIND.on = isOn;
  for (const [close, owner] of closers) owner.return = isOn ? undefined : close;
}

/** An iterator that outlives the loop that was unwound. */
class KeptIterator<T> {
  readonly #next: Iterator<T>['next'];

  constructor(readonly iterator: Iterator<T>) {
    this.#next = iterator.next;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<T> {
    return this.#next.call(this.iterator);
  }

  get return(): ((value?: unknown) => IteratorResult<T>) | undefined {
    const { iterator } = this;
    if (UNWIND.on) return undefined;
    const close = iterator.return;
    return close === undefined || close === null
      ? undefined
      : (value) => close.call(iterator, value);
  }
}

/** The same for `for await`. */
export function iterateAsync<T>(iterable: AsyncIterable<T> | Iterable<T>): object {
  const method = (iterable as AsyncIterable<T>)[Symbol.asyncIterator];
  if (method === undefined || method === null) {
    return new AwaitingIterator((iterable as Iterable<T>)[Symbol.iterator]());
  }
  return new KeptAsyncIterator(method.call(iterable as AsyncIterable<T>));
}

/**
 * What `for await` makes of an iterator that is not asynchronous (ECMA-262 %AsyncFromSyncIteratorPrototype%).
 * The language's own would be closed when the loop is unwound, and the loop would await that.
 */
class AwaitingIterator {
  readonly #next: Iterator<unknown>['next'];

  constructor(readonly iterator: Iterator<unknown>) {
    this.#next = iterator.next;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<unknown> {
    const { iterator } = this;
    return promised(() => resolved(step(this.#next.call(iterator)), iterator));
  }

  get return(): ((value?: unknown) => Promise<unknown>) | undefined {
    if (UNWIND.on) return undefined;
    const { iterator } = this;
    return (value) =>
      promised(() => {
        const close = iterator.return;
        const isThere = close !== undefined && close !== null;
        if (!isThere) return Promise.resolve({ done: true, value });
        return resolved(step(close.call(iterator, value)));
      });
  }
}

/** A promise of what is made at once; rejected where making it throws. */
function promised(make: () => Promise<unknown>): Promise<unknown> {
  try {
    return make();
  } catch (error) {
    return new Promise(() => {
      throw error;
    });
  }
}

class KeptAsyncIterator<T> {
  readonly #next: AsyncIterator<T>['next'];

  constructor(readonly iterator: AsyncIterator<T>) {
    this.#next = iterator.next;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T>> {
    return this.#next.call(this.iterator);
  }

  get return(): ((value?: T) => Promise<IteratorResult<T>>) | undefined {
    const { iterator } = this;
    if (UNWIND.on) return undefined;
    const close = iterator.return;
    return close === undefined ? undefined : (value) => close.call(iterator, value);
  }
}

/** The keys of a `for…in`, in its order; keys deleted meanwhile are left out (ECMA-262 EnumerateObjectProperties). */
export function keys(value: unknown): Iterable<string> {
  const found: string[] = [];
  for (const key in value as object) found.push(key);
  return new Keys(value, found);
}

class Keys implements IterableIterator<string> {
  #at = 0;

  constructor(
    readonly owner: unknown,
    readonly found: readonly string[],
  ) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<string> {
    while (this.#at < this.found.length) {
      const value = this.found[(this.#at += 1) - 1];
      if (value !== undefined && value in Object(this.owner)) return { done: false, value };
    }
    return { done: true, value: undefined };
  }
}

/**
 * An iterator that goes on where a loop was left: the loop's current item first (its value is not
 * used), then the items that follow.
 */
export function again<T>(iterator: Iterator<T>): Iterable<T | undefined> {
  let isFirst = true;
  return {
    [Symbol.iterator]: () => ({
      next: (): IteratorResult<T | undefined> => {
        if (!isFirst) return iterator.next();
        isFirst = false;
        return { done: false, value: undefined };
      },
      get return() {
        const close = UNWIND.on ? undefined : iterator.return;
        return close && ((value?: unknown) => close.call(iterator, value));
      },
    }),
  } as Iterable<T | undefined>;
}

/** The same for `for await`. */
export function againAsync<T>(iterator: AsyncIterator<T> | Iterator<T>): object {
  let isFirst = true;
  const steps = {
    next: (): unknown => {
      if (!isFirst) return iterator.next();
      isFirst = false;
      return { done: false, value: undefined };
    },
    get return() {
      const close = UNWIND.on ? undefined : iterator.return;
      return close && ((value?: T): unknown => Reflect.apply(close, iterator, [value]));
    },
  };
  const isAsync = Symbol.asyncIterator in iterator;
  return isAsync ? { [Symbol.asyncIterator]: () => steps } : { [Symbol.iterator]: () => steps };
}

/**
 * An iterator whose first items a loop of another kind has been through.
 * @param count how many; infinite where none is left
 */
export function skip(iterator: object, count: number): object {
  for (let left = count; left > 0; left -= 1)
    if ((iterator as Iterator<unknown>).next().done === true) break;
  return iterator;
}

/** What several variables and frames ask about the same iterator, which the first has used up. */
const positions = new WeakMap<object, number>();

/**
 * The index of the item that a loop over an array is at: what its iterator has left tells. The loop is
 * gone, so its iterator may be used up.
 *
 * @param iterator the loop's, or the index of the next item (infinite where there is none)
 * @throws TypeError where the loop was not over an array
 */
export function position(iterator: object | number, list: unknown): number {
  if (typeof iterator === 'number')
    return Math.min(iterator, (list as ArrayLike<unknown>).length) - 1;
  const known = positions.get(iterator) ?? positionOf(iterator, list);
  positions.set(iterator, known);
  return known;
}

function positionOf(iterator: object, list: unknown): number {
  if (Object.prototype.toString.call(iterator) !== '[object Array Iterator]')
    throw new TypeError('the loop was not over an array, so its items have no index');
  let left = 0;
  while ((iterator as Iterator<unknown>).next().done !== true) left += 1;
  return (list as ArrayLike<unknown>).length - left - 1;
}

/** What has to be awaited for the next item of a `for await`. */
export function advance(iterator: AsyncIterator<unknown> | Iterator<unknown>): unknown {
  const result = iterator.next();
  return isAsync(iterator) ? result : resolved(step(result), iterator);
}

const isAsync = (iterator: object): iterator is AsyncIterator<unknown> =>
  Symbol.asyncIterator in iterator;

/** ECMA-262 AsyncFromSyncIteratorContinuation: an item of a synchronous iterator may be a promise. */
const resolved = (
  { value, done }: { value: unknown; done?: boolean | undefined },
  iterator?: Iterator<unknown>,
): Promise<unknown> => {
  const close = CLOSES_ON_REJECTION && done !== true ? iterator : undefined;
  return Promise.resolve(value).then(
    (item) => ({ value: item, done }),
    (error: unknown) => {
      try {
        close?.return?.();
      } catch {
        // The rejection counts.
      }
      throw error;
    },
  );
};

/** ECMA-262 2025 closes a synchronous iterator whose item rejects: V8 12.4 did not, V8 13.6 does. */
const CLOSES_ON_REJECTION = Number.parseInt(process.versions.v8) >= 13;

/** Checks an awaited iterator result as `for await` does. */
export function step(result: unknown): IteratorResult<unknown> {
  if (typeof result === 'object' && result !== null) return result as IteratorResult<unknown>;
  throw new TypeError(`Iterator result ${String(result)} is not an object`);
}

/** What has to be awaited to close the iterator of a `for await`; undefined where it can't be closed. */
export function closing(
  iterator: AsyncIterator<unknown> | Iterator<unknown>,
): { value: unknown } | undefined {
  const isPlain = !isAsync(iterator);
  const close = iterator.return as (() => unknown) | null | undefined;
  // ECMA-262 %AsyncFromSyncIteratorPrototype%.return answers for iterators without the method.
  if (close === undefined || close === null) return isPlain ? { value: {} } : undefined;
  const result: unknown = close.call(iterator);
  return { value: isPlain ? resolved(step(result)) : result };
}
