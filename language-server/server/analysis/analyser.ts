import { setImmediate as immediate } from 'node:timers/promises';
import { Analysis } from './analyse.js';
import type { AnalysisRequest, AnalysisResult } from './types.js';

/** An analysis that a newer one has taken the place of, or that nobody waits for any more. */
export class Superseded extends Error {
  constructor() {
    super('superseded');
    this.name = 'Superseded';
  }
}

/** A running analysis. */
export interface Job {
  /** Rejects with {@link Superseded} after `cancel`. */
  result: Promise<AnalysisResult>;
  cancel(): void;
}

/** Runs analyses one after the other. */
export interface Analyser {
  start(request: AnalysisRequest): Job;
  close(): void;
}

/** Runs them in this thread; between its steps other work gets its turn. */
export class LocalAnalyser implements Analyser {
  readonly #analysis = new Analysis();
  #last: Promise<unknown> = Promise.resolve();

  start(request: AnalysisRequest): Job {
    let cancelled = false;
    const checkpoint = async (): Promise<void> => {
      await immediate();
      if (cancelled) throw new Superseded();
    };
    const result = this.#last.then(() => this.#analysis.run(request, checkpoint));
    this.#last = result.catch(() => undefined);
    return { result, cancel: () => void (cancelled = true) };
  }

  close(): void {
    // Nothing is held.
  }
}
