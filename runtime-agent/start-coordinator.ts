import { basename, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SessionRecord } from '../protocol/session.js';
import { openSessionFolder } from './coordinator/session-folder.js';
import type { CoordinatorData, RunOptions } from './loader/options.js';
import { buildOf } from './runtime.js';

/** Before it is made to run the agent first (see worker-threads.ts). */
const PlainWorker = Worker;

/**
 * How long, in ms, a coordinator is put off at most. Timers of one length wait together; no program's should
 * wait with this one.
 */
const LATEST = 97.3;

/**
 * Tells of this process in the folder of sessions.
 * @param inspector the address of its inspector
 */
export function announce(
  options: RunOptions,
  entry: string,
  inspector: string | undefined,
): SessionRecord {
  const folder = openSessionFolder(options.sessionFolder);
  const token = options.debug?.token;
  return folder.announce({
    name: options.name ?? basename(entry, extname(entry)),
    pid: process.pid,
    entry,
    cwd: process.cwd(),
    started: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    socket: folder.socketOf(process.pid),
    node: process.version,
    parent: options.parent ?? null,
    ...(inspector && token ? { inspector: { url: inspector, token } } : {}),
  });
}

/** Starts the thread that answers for a process that has been announced. */
export function startCoordinator(
  rows: Int32Array,
  options: RunOptions,
  record: SessionRecord,
  own: string,
): void {
  const workerData: CoordinatorData = {
    rows: rows.buffer as SharedArrayBuffer,
    options,
    own,
    build: buildOf(own),
    record,
  };
  withoutTicks(() => {
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
  });
}

/**
 * Puts a start off until somebody asks for it, or the event loop is free.
 * @returns what whoever asks calls
 */
export function putOff(start: () => void): () => void {
  let isStarted = false;
  const once = (): void => {
    if (isStarted) return;
    isStarted = true;
    start();
  };
  setTimeout(once, LATEST).unref();
  return once;
}

/**
 * Node announces a new worker by a `worker` event in the next tick. The program is not to hear of
 * this one, and an ES module runs differently when a tick is due (lib/internal/worker.js).
 */
function withoutTicks(work: () => void): void {
  const nextTick = Reflect.get<NodeJS.Process, 'nextTick'>(process, 'nextTick');
  process.nextTick = () => undefined;
  try {
    work();
  } finally {
    process.nextTick = nextTick;
  }
}
