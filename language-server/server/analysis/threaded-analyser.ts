import { Worker } from 'node:worker_threads';
import { Superseded, type Analyser, type Job } from './analyser.js';
import { analysisThreadName, type FromThread, type ToThread } from './analysis-thread.js';
import type { AnalysisRequest, AnalysisResult } from './types.js';

interface Waiting {
  resolve: (result: AnalysisResult) => void;
  reject: (error: Error) => void;
}

/**
 * Nearly all of a model lives as long as the model: a collection of young objects copies them, and waits for the processor's
 * caches all the more the larger their room is. Of 6, 24, 96 and 192 MiB the smallest took the least time.
 */
const YOUNG_MIB = 6;

/** How many running texts the thread keeps. */
const KEPT_BASES = 500;

/** Runs analyses in a thread of their own: a long one does not keep the protocol waiting. */
export class ThreadedAnalyser implements Analyser {
  readonly #bundle: string;
  readonly #waiting = new Map<number, Waiting>();
  readonly #sent = new Set<string>();
  #worker: Worker | undefined;
  #ids = 0;

  /** @param bundle The script that calls `serveAnalyses` in a worker of this name. */
  constructor(bundle: string) {
    this.#bundle = bundle;
  }

  start({ base, ...request }: AnalysisRequest): Job {
    const id = (this.#ids += 1);
    const result = new Promise<AnalysisResult>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    if (!this.#sent.has(base.id)) {
      this.#forgetOldest();
      this.#sent.add(base.id);
      this.#post({ kind: 'base', base });
    }
    this.#post({ kind: 'start', id, base: base.id, request });
    return { result, cancel: () => this.#post({ kind: 'cancel', id }) };
  }

  close(): void {
    void this.#worker?.terminate();
    this.#fail(new Superseded());
  }

  #forgetOldest(): void {
    const [oldest] = this.#sent;
    if (this.#sent.size < KEPT_BASES || oldest === undefined) return;
    this.#sent.delete(oldest);
    this.#post({ kind: 'forget', id: oldest });
  }

  #post(message: ToThread): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(this.#bundle, {
      name: analysisThreadName,
      workerData: analysisThreadName,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    worker.unref();
    worker.on('message', (answer: FromThread) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (!waiting) return;
      if (answer.result) waiting.resolve(answer.result);
      else if (answer.failure === undefined) waiting.reject(new Superseded());
      else waiting.reject(new Error(answer.failure));
    });
    // Out of memory, say: what waited fails, and the next analysis starts a new thread.
    worker.on('error', (error) => this.#lose(worker, error));
    worker.on('exit', () => this.#lose(worker, new Error('the analysis thread has ended')));
    return worker;
  }

  #lose(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#sent.clear();
    this.#fail(error);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
