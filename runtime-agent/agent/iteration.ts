import { UNWIND } from './unwind.js';

/**
 * What a rewritten `for…of` runs over: the iterator itself where it cannot be closed (arrays, maps,
 * sets), otherwise a wrapper that unwinding does not close.
 *
 * @throws TypeError as the plain loop does when the value is not iterable
 */
export function iterate<T>(iterable: Iterable<T>): object {
  const iterator = iterable[Symbol.iterator]();
  if (iterator.return === undefined && Symbol.iterator in iterator) return iterator;
  return new KeptIterator(iterator);
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

/** The same for `for await`; a value without an async iterator is left to the loop itself. */
export function iterateAsync<T>(iterable: AsyncIterable<T> | Iterable<T>): object {
  const method = (iterable as AsyncIterable<T>)[Symbol.asyncIterator];
  if (method === undefined || method === null) return iterate(iterable as Iterable<T>);
  return new KeptAsyncIterator(method.call(iterable as AsyncIterable<T>));
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
  return isAsync(iterator)
    ? { [Symbol.asyncIterator]: () => steps }
    : { [Symbol.iterator]: () => steps };
}

type AnyIterator = AsyncIterator<unknown> | Iterator<unknown>;

/** What has to be awaited for the next item of a `for await`. */
export const advance = (iterator: AnyIterator): unknown =>
  isAsync(iterator) ? iterator.next() : awaited(iterator.next());

const isAsync = (iterator: AnyIterator): iterator is AsyncIterator<unknown> =>
  Symbol.asyncIterator in iterator;

/** A synchronous iterator's result with its value awaited (ECMA-262 AsyncFromSyncIteratorContinuation). */
function awaited(result: IteratorResult<unknown>): unknown {
  const { done, value } = step(result) as { done?: boolean; value: unknown };
  return Promise.resolve(value).then((settled: unknown) => ({ done, value: settled }));
}

/** Checks an awaited iterator result as `for await` does. */
export function step(result: unknown): IteratorResult<unknown> {
  if (typeof result === 'object' && result !== null) return result as IteratorResult<unknown>;
  throw new TypeError(`Iterator result ${String(result)} is not an object`);
}

/** What has to be awaited to close an iterator. */
export function closing(iterator: AnyIterator): unknown {
  if (isAsync(iterator)) return iterator.return?.();
  const result = iterator.return?.();
  return result === undefined ? undefined : awaited(result);
}

/** Checks what closing an iterator came back with. */
export function closed(result: unknown): void {
  if (result !== undefined) step(result);
}
