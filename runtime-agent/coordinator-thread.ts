import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SessionRecord } from '../protocol/session.js';
import type { CoordinatorData, RunOptions } from './loader/options.js';

/** Before it is made to run the agent first (see worker-threads.ts). */
const PlainWorker = Worker;

/** Tells a build of Restitch from others, so that what another one has instrumented is not used. */
export function buildOf(own: string): string {
  const { mtimeMs, size } = statSync(join(own, 'compile.cjs'));
  return `${mtimeMs}-${size}`;
}

/**
 * The thread that answers for a process. It takes longer to start than the agent, so it is started first, and is told
 * later what the process is announced as.
 */
export class CoordinatorThread {
  readonly #worker: Worker;
  readonly #announced = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

  /**
   * @param rows the table that all threads of the program share
   * @param own folder of Restitch's bundles
   */
  constructor(
    readonly rows: Int32Array,
    options: RunOptions,
    own: string,
  ) {
    const workerData: CoordinatorData = {
      rows: rows.buffer as SharedArrayBuffer,
      announced: this.#announced,
      options,
      own,
      build: buildOf(own),
    };
    this.#worker = withoutTicks(() => {
      // Nothing of the program's environment: NODE_OPTIONS would have it run the agent.
      const worker = new PlainWorker(join(own, 'coordinator.cjs'), {
        name: 'restitch',
        workerData,
        env: {},
        execArgv: [],
        stdin: false,
        stdout: true,
        stderr: true,
        trackUnmanagedFds: false,
        // Models of large texts are made there: the collector is not to copy them while they are.
        resourceLimits: { maxYoungGenerationSizeMb: 192 },
      });
      worker.unref();
      return worker;
    });
  }

  /** Tells it what the process has been announced as; it answers from then on. */
  answerFor(record: SessionRecord): void {
    this.#worker.postMessage(record);
    const announced = new Int32Array(this.#announced);
    Atomics.store(announced, 0, 1);
    Atomics.notify(announced, 0);
  }
}

/**
 * Node announces a new worker by a `worker` event in the next tick. The program is not to hear of
 * this one, and an ES module runs differently when a tick is due (lib/internal/worker.js).
 */
function withoutTicks<T>(work: () => T): T {
  const nextTick = Reflect.get<NodeJS.Process, 'nextTick'>(process, 'nextTick');
  process.nextTick = () => undefined;
  try {
    return work();
  } finally {
    process.nextTick = nextTick;
  }
}
