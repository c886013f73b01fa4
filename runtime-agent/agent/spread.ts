/**
 * What gives a list's values to a spread, as `f(...rest)` does, without the iterator of arrays: a program
 * may have replaced that, and is not to be called by code that is none of its own.
 */
export function spread(list: ArrayLike<unknown>): Iterable<unknown> {
  let at = 0;
  return {
    [Symbol.iterator]: () => ({
      next(): IteratorResult<unknown> {
        if (at >= list.length) return { done: true, value: undefined };
        at += 1;
        return { done: false, value: list[at - 1] };
      },
    }),
  };
}
