import type { Activation } from './activations.js';
import type { FrameRecord } from './records.js';

/** What a continuation returns that was captured itself: the host goes on with another. */
export class Redirect {
  constructor(readonly record: FrameRecord) {}
}

/** What an async generator's continuation asks of its host, beside what it is to await. */
export class Wanted {
  constructor(
    /** 1: `yield`, 2: `yield*`, 3: `return`, where the value is still to be awaited */
    readonly kind: 1 | 2 | 3,
    readonly value: unknown,
  ) {}
}

/** What a continuation's `finally` blocks come back with unless they return something themselves. */
const LEFT = Symbol('restitch.left');

const start = (record: FrameRecord, activation: Activation | undefined): Steps => {
  record.d = activation;
  return record.f(record) as Steps;
};

type Steps = Generator<unknown, unknown, unknown>;

/**
 * Drives an activation's continuation, which is a generator, from inside its old body: that of an async
 * function or async generator step by step, that of a generator by `yield*`. The continuation may be
 * captured in its turn and replaced by another.
 */
export class Driver {
  /** What is to be awaited or yielded next, or the result. */
  value: unknown;
  /** What is to be done with it: 0 `await`, 1 `yield`, 2 `yield*`. */
  kind: 0 | 1 | 2 | 3 = 0;
  /** Whether an async generator's host is to return the result; else it runs to its end. */
  get gives(): boolean {
    return this.kind === 3 || this.value !== undefined;
  }

  /** The `finally` blocks have returned a value of their own. */
  overrides = false;
  #generator: Steps;
  #failed = false;
  #open = false;
  #done = false;

  constructor(
    record: FrameRecord | Steps,
    readonly activation: Activation | undefined,
  ) {
    this.#generator = 'f' in record ? start(record, activation) : record;
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
      this.#generator = start(current.value.record, this.activation);
      current = this.#generator.next();
    }
    return current;
  }

  /** Runs to the next `await` or `yield`; false at the end. */
  step(): boolean {
    const failed = this.#failed;
    this.#failed = false;
    return this.#take(failed ? this.throw(this.value) : this.next(this.value));
  }

  #take({ value, done }: IteratorResult<unknown>): boolean {
    const isWanted = value instanceof Wanted;
    this.kind = isWanted ? value.kind : 0;
    this.value = isWanted ? value.value : value;
    this.#done = done === true;
    return !this.#done;
  }

  ok(value: unknown): void {
    this.#open = false;
    this.value = value;
  }

  fail(error: unknown): void {
    this.#open = false;
    this.value = error;
    this.#failed = true;
  }

  /** An async generator's host is about to wait. */
  open(): void {
    this.#open = true;
  }

  /**
   * Whether the host has been told to return while it waited, and the continuation has something to do
   * about it: its `finally` blocks wait for something, or return a value of their own.
   */
  leaves(): boolean {
    if (!this.#open) return false;
    this.#open = false;
    this.#take(this.return(LEFT));
    this.overrides = this.#done && this.value !== LEFT;
    return !this.#done || this.overrides;
  }

  /** What `finally` blocks still wait for. */
  async *drain(): AsyncGenerator<unknown, void, unknown> {
    while (!this.#done) {
      try {
        if (this.kind === 0) this.ok(await this.value);
        else if (this.kind === 1) this.ok(yield this.value);
        else this.ok(yield* this.value as AsyncGenerator<unknown, unknown, unknown>);
      } catch (error) {
        this.fail(error);
      }
      this.step();
    }
    this.overrides = this.value !== LEFT;
  }
}
