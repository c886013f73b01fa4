import { setTimeout } from 'node:timers/promises';

const SIZE = 4;

/** 1, 2, 3, … `limit`. */
export function* naturals(limit: number): Generator<number> {
  for (let number = 1; number <= limit; number++) yield number;
}

/** The even ones among `numbers`. */
export function* selected(numbers: Iterable<number>): Generator<number> {
  for (const number of numbers) {
    if (number % 2 === 0) yield number;
  }
}

/** The values of `source`, `pause` milliseconds apart. */
export async function* paced<T>(source: Iterable<T>, pause: number): AsyncGenerator<T> {
  for (const value of source) {
    await setTimeout(pause);
    yield value;
  }
}

/** The values of `source` by fours; what is left over comes last. */
export async function* batches<T>(source: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const value of source) {
    batch.push(value);
    if (batch.length >= SIZE) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
