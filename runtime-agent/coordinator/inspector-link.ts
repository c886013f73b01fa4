import { blockedCall } from './blocked-call.js';
import { hostKey, ThreadError, type ThreadLink } from './thread-link.js';
import { slotIndex, transportSlots } from './thread-rows.js';

export const host = `globalThis[Symbol.for(${JSON.stringify(hostKey)})]`;
const defaultTimeoutMs = 2000;

/** Until a thread that may run no JavaScript is asked again. */
const barredMs = 1;

interface ExceptionDetails {
  text: string;
  exception?: { description?: string; value?: unknown };
}

export interface EvaluateResponse {
  result?: { value?: unknown };
  exceptionDetails?: ExceptionDetails;
}

export type Settle = (error: Error | null, response?: EvaluateResponse) => void;
type Send = (method: string, params: object, settle: Settle) => void;

/** Numbers evaluations over all links: what one has given up must not be taken for one of the next. */
let sequences = 0;

/** The value of an expression that has not run since it counted as given up. */
const cancelledMark = 'restitch: cancelled';
const mark = JSON.stringify(cancelledMark);

/** A link whose messages go through a `send` function. */
export class InspectorLink implements ThreadLink {
  ended = false;
  readonly #rows: Int32Array;
  readonly #send: Send;
  readonly #pending = new Set<(error: ThreadError) => void>();

  constructor(
    readonly id: number,
    readonly name: string,
    readonly row: number,
    rows: Int32Array,
    send: Send,
  ) {
    this.#rows = rows;
    this.#send = send;
  }

  evaluate<T>(expression: string, timeoutMs = defaultTimeoutMs, breaks = false): Promise<T> {
    if (this.ended) return Promise.reject(this.#endedError());
    let sequence = 0;
    return new Promise<T>((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#pending.delete(fail);
      };
      const fail = (error: ThreadError): void => {
        finish();
        reject(error);
      };
      const timer = setTimeout(() => {
        this.#cancel(sequence);
        fail(this.#timeoutError(timeoutMs));
      }, timeoutMs);
      this.#pending.add(fail);
      const settle: Settle = (error, response) => {
        const details = response?.exceptionDetails;
        if (error) return fail(new ThreadError('ended', this.name, error.message));
        if (details && isBarred(details)) return void setTimeout(ask, barredMs);
        if (details) return fail(new ThreadError('exception', this.name, describe(details)));
        // One that was asked for later has been given up.
        if (response?.result?.value === cancelledMark) return ask();
        finish();
        resolve(response?.result?.value as T);
      };
      const ask = (): void => {
        if (!this.#pending.has(fail)) return;
        sequence = ++sequences;
        const guarded = `${host}?.cancelled(${sequence})?${mark}:(${expression})`;
        this.#send('Runtime.evaluate', evaluateParams(guarded, breaks), settle);
      };
      ask();
    });
  }

  /** The expressions with this number and those before it are not to run any more. */
  #cancel(sequence: number): void {
    const index = slotIndex(this.row, transportSlots.cancelled);
    const last = Atomics.load(this.#rows, index);
    if (last < sequence) Atomics.store(this.#rows, index, sequence);
  }

  post<T>(method: string, params: object): Promise<T> {
    if (this.ended) return Promise.reject(this.#endedError());
    return new Promise<T>((resolve, reject) => {
      const fail = (error: ThreadError): void => {
        this.#pending.delete(fail);
        reject(error);
      };
      this.#pending.add(fail);
      this.#send(method, params, (error, response) => {
        if (error) return fail(new ThreadError('exception', this.name, error.message));
        this.#pending.delete(fail);
        resolve(response as T);
      });
    });
  }

  async waitFor(
    slot: number,
    predicate: (value: number) => boolean,
    timeoutMs: number,
  ): Promise<boolean> {
    const index = slotIndex(this.row, slot);
    const end = performance.now() + timeoutMs;
    for (;;) {
      const value = Atomics.load(this.#rows, index);
      if (predicate(value)) return true;
      const left = end - performance.now();
      if (left <= 0 || this.ended) return false;
      const wait = Atomics.waitAsync(this.#rows, index, value, Math.min(left, 20));
      if (wait.async) await wait.value;
    }
  }

  store(slot: number, value: number): void {
    const index = slotIndex(this.row, slot);
    Atomics.store(this.#rows, index, value);
    Atomics.notify(this.#rows, index);
  }

  end(): void {
    this.ended = true;
    const error = this.#endedError();
    for (const fail of [...this.#pending]) fail(error);
  }

  #endedError(): ThreadError {
    return new ThreadError('ended', this.name, `${this.name} has ended`);
  }

  #timeoutError(ms: number): ThreadError {
    const call = this.id === 0 ? blockedCall() : undefined;
    const where = call ? `it is in ${call}` : 'it is in a call that cannot be interrupted';
    return new ThreadError(
      'timeout',
      this.name,
      `${this.name} did not answer in ${ms} ms: ${where}`,
    );
  }
}

/**
 * An interrupt can meet a thread where Node lets no JavaScript run (its environment is being freed):
 * V8 throws this string then, before the first instruction of the expression.
 * https://chromium.googlesource.com/v8/v8/+/main/src/execution/execution.cc (`Invoke`).
 */
function isBarred({ exception }: ExceptionDetails): boolean {
  return exception?.value === 'illegal access';
}

function describe({ text, exception }: ExceptionDetails): string {
  return exception?.description ?? (exception ? String(exception.value) : text);
}

/**
 * Parameters of `Runtime.evaluate` for an expression with a value that JSON can carry.
 *
 * Unless `breaks` is given, no step and no pause of a debugger ends in it: Node deals with no message in such a stop
 * when another one came before it, and the thread would hang for ever.
 */
export function evaluateParams(expression: string, breaks = false): object {
  return {
    ...{ expression, disableBreaks: !breaks },
    ...{ returnByValue: true, silent: true },
  };
}
