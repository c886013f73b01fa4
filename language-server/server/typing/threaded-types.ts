import { Worker } from 'node:worker_threads';
import type { TypedPlan } from '../../types/typed-plan.js';
import type { TypeRequest } from './type-check.js';
import { typesThreadName, type FromTypesThread, type ToTypesThread } from './types-thread.js';

/** Looks at the types of a plan; nothing comes of a request that a newer one has overtaken. */
export interface TypeChecker {
  check(request: TypeRequest): Promise<TypedPlan | null>;
  close(): void;
}

/** TypeScript's checker takes its time: it works in a thread of its own, which starts when it is needed. */
export class ThreadedTypes implements TypeChecker {
  readonly #bundle: string;
  readonly #waiting = new Map<number, (result: TypedPlan | null) => void>();
  #worker: Worker | undefined;
  #ids = 0;

  /** @param bundle The script that calls `serveTypes` in a worker of this name. */
  constructor(bundle: string) {
    this.#bundle = bundle;
  }

  check(request: TypeRequest): Promise<TypedPlan | null> {
    const id = (this.#ids += 1);
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id, request } satisfies ToTypesThread);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  close(): void {
    const worker = this.#worker;
    if (worker) this.#lose(worker);
    void worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#bundle, { name: typesThreadName, workerData: typesThreadName });
    worker.unref();
    worker.on('message', ({ id, result }: FromTypesThread) => {
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    });
    // Out of memory, say: nothing comes of what waited, and the next request starts a new thread.
    worker.on('error', () => this.#lose(worker));
    worker.on('exit', () => this.#lose(worker));
    return worker;
  }

  #lose(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }
}
