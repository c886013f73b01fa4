import type { Activation } from './activations.js';
import type { FrameRecord } from './records.js';

/** What a continuation returns that was captured itself: the host goes on with another. */
export class Redirect {
  constructor(readonly record: FrameRecord) {}
}

type AnyGenerator =
  Generator<unknown, unknown, unknown> | AsyncGenerator<unknown, unknown, unknown>;

/** Drives an activation's continuation from inside its old body. */
export type Driver = AsyncDriver | AsyncDelegate;

const start = (record: FrameRecord, activation: Activation | undefined): AnyGenerator => {
  record.d = activation;
  return record.f(record) as AnyGenerator;
};

/** Chooses the driver that fits what the continuation is. */
export function drive(record: FrameRecord, activation: Activation | undefined): Driver {
  const generator = start(record, activation);
  if (Symbol.asyncIterator in generator) return new AsyncDelegate(generator, activation);
  return new SyncDelegate(generator, activation);
}

/** Shared by the drivers of async functions and of generators: a generator that may be replaced. */
export class SyncDelegate {
  /** What is to be awaited next, or the result. */
  value: unknown;
  #generator: Generator<unknown, unknown, unknown>;
  #failed = false;

  constructor(
    generator: Generator<unknown, unknown, unknown>,
    readonly activation: Activation | undefined,
  ) {
    this.#generator = generator;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(value: unknown): IteratorResult<unknown> {
    return this.#settle(this.#generator.next(value));
  }

  throw(error: unknown): IteratorResult<unknown> {
    return this.#settle(this.#generator.throw(error));
  }

  return(value: unknown): IteratorResult<unknown> {
    return this.#settle(this.#generator.return(value));
  }

  #settle(result: IteratorResult<unknown>): IteratorResult<unknown> {
    let current = result;
    while (current.done === true && current.value instanceof Redirect) {
      this.#generator = start(current.value.record, this.activation) as Generator;
      current = this.#generator.next();
    }
    return current;
  }

  /** For async functions: runs to the next `await`; false at the end. */
  step(): boolean {
    const failed = this.#failed;
    this.#failed = false;
    const result = failed ? this.throw(this.value) : this.next(this.value);
    this.value = result.value;
    return result.done !== true;
  }

  ok(value: unknown): void {
    this.value = value;
  }

  fail(error: unknown): void {
    this.value = error;
    this.#failed = true;
  }
}

/** For async functions, whose continuations are generators that yield what is to be awaited. */
export type AsyncDriver = SyncDelegate;

/** For async generators: the same over an async generator. */
export class AsyncDelegate {
  #generator: AsyncGenerator<unknown, unknown, unknown>;

  constructor(
    generator: AsyncGenerator<unknown, unknown, unknown>,
    readonly activation: Activation | undefined,
  ) {
    this.#generator = generator;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(value: unknown): Promise<IteratorResult<unknown>> {
    return this.#settle(this.#generator.next(value));
  }

  throw(error: unknown): Promise<IteratorResult<unknown>> {
    return this.#settle(this.#generator.throw(error));
  }

  return(value: unknown): Promise<IteratorResult<unknown>> {
    return this.#settle(this.#generator.return(value));
  }

  async #settle(pending: Promise<IteratorResult<unknown>>): Promise<IteratorResult<unknown>> {
    let current = await pending;
    while (current.done === true && current.value instanceof Redirect) {
      this.#generator = start(current.value.record, this.activation) as AsyncGenerator;
      current = await this.#generator.next();
    }
    return current;
  }
}
