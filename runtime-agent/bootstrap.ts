// dist/agent.cjs: the first thing that runs in every thread of a program (by `--require`, or loaded
// by the command line that runs the program in its own process).
import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import {
  getEnvironmentData,
  isMainThread,
  parentPort,
  setEnvironmentData,
  threadId,
  Worker,
} from 'node:worker_threads';
import type { SessionRecord } from '../protocol/session.js';
import { installAgent, TRAMPOLINE_NAME } from './agent/index.js';
import { RemoteDirector } from './agent/remote-director.js';
import { rawSites } from './agent/raw-sites.js';
import { Places } from './agent/stack-traces-places.js';
import { installStackTraces, widenStackTraces, type Launcher } from './agent/stack-traces.js';
import { installUncaught } from './agent/uncaught.js';
import { openSessionFolder } from './coordinator/session-folder.js';
import { hostKey } from './coordinator/thread-link.js';
import { claimRow, createRows } from './coordinator/thread-rows.js';
import { Host, installHost } from './loader/host.js';
import { installLoader } from './loader/index.js';
import {
  optionsVariable,
  threadDataKey,
  type CoordinatorData,
  type RunOptions,
  type ThreadData,
} from './loader/options.js';
import { scopeFilter } from './loader/project.js';
import { contentHash } from './loader/store.js';
import { hideAgentArguments, installWorkerHook } from './loader/worker-threads.js';

const agentBundle = fileURLToPath(import.meta.url);
const own = dirname(agentBundle);

/** Before it is made to run the agent first (see worker-threads.ts). */
const PlainWorker = Worker;

function start(): void {
  if (Reflect.has(globalThis, Symbol.for(hostKey))) return;
  if (isMainThread) startProcess();
  // Node runs preloads on its own thread for module hooks as well.
  else if (parentPort !== null) startWorker();
}

/**
 * What V8 inlines is bounded by the length of the bytecode, which instrumentation adds to: the bounds
 * grow by as much. The flags are read at each optimisation, so setting them late is sound.
 */
function widenInlining(): void {
  const bounds = ['-cumulative=1800', '=920', '-small=60'];
  const hasMaglev = Number(process.versions.v8.split('.')[0]) >= 12;
  for (const bound of bounds) {
    setFlagsFromString(`--max-inlined-bytecode-size${bound}`);
    if (hasMaglev) setFlagsFromString(`--max-maglev-inlined-bytecode-size${bound}`);
  }
}

function startProcess(): void {
  const text = process.env[optionsVariable];
  const script = process.argv[1];
  if (text === undefined || script === undefined) return;
  const options = JSON.parse(text) as RunOptions;
  let entry: string;
  try {
    entry = realpathSync(script);
  } catch {
    // Node finds `x` as x.js, or says that there is nothing.
    entry = script;
  }
  // A child process that runs something else, such as a build tool, is left alone.
  if (options.parent !== undefined && !scopeFilter(options.scope, own)(entry)) return;
  widenInlining();
  const rows = createRows();
  installThread(rows, options, entry, {});
  const { name: _, watch: __, launcher: ___, ...inherited } = options;
  setEnvironmentForChildren({ ...inherited, parent: process.pid });
  startCoordinator(rows, options, entry);
}

function startWorker(): void {
  const data = getEnvironmentData(threadDataKey) as unknown as ThreadData | undefined;
  if (!data) return;
  setEnvironmentData(threadDataKey, undefined);
  hideAgentArguments(agentBundle);
  installThread(new Int32Array(data.rows), data.options, data.entry, data.pins);
}

function installThread(
  rows: Int32Array,
  options: RunOptions,
  entry: string | undefined,
  pins: Readonly<Record<string, string>>,
): void {
  const row = claimRow(rows, threadId);
  if (row === undefined) return;
  const agent = installAgent();
  const director = new RemoteDirector(agent, rows, row);
  agent.director = agent.remote = director;
  director.wrapWait();
  const { scope, storeFolder } = options;
  const isOwn = (path: string): boolean => path.startsWith(own + sep);
  const hiddenFunctions = new Set([TRAMPOLINE_NAME]);
  const { loader, scripts } = installLoader({
    ...{ scope, storeFolder, own, build: build(), entry, pins },
  });
  agent.onUnit = ({ id }, { name, title, hash, runs }) => {
    widenStackTraces();
    scripts.addGenerated(name, { id, hash: contentHash(hash), title, runs });
  };
  agent.onMoved = (to, moved) =>
    scripts.move(
      contentHash(to),
      moved.map(({ hash, ranges }) => ({ hash: contentHash(hash), ranges })),
    );
  const places = new Places(scripts, loader.store);
  const launcher = isMainThread && options.launcher ? launcherOf(options.launcher) : undefined;
  installStackTraces({ places, isOwn, hiddenFunctions, ...(launcher ? { launcher } : {}) });
  installUncaught({ places, store: loader.store });
  agent.pin(pins);
  installWorkerHook({
    agentBundle,
    rows: rows.buffer as SharedArrayBuffer,
    options,
    pins: () => agent.running(),
  });
  installHost(
    new Host({ threadId, row, rows, agent, loader, scripts, places, isOwn, hiddenFunctions }),
  );
}

/** Tells this build from others, so that what another one has instrumented is not used. */
function build(): string {
  const { mtimeMs, size } = statSync(join(own, 'compile.cjs'));
  return `${mtimeMs}-${size}`;
}

function launcherOf(script: string): Launcher {
  return { script, outermost: rawSites(start).at(-1) };
}

function setEnvironmentForChildren(options: RunOptions): void {
  process.env[optionsVariable] = JSON.stringify(options);
  const given = process.env['NODE_OPTIONS'] ?? '';
  const mine = `--require ${JSON.stringify(agentBundle)}`;
  if (!given.includes(mine)) process.env['NODE_OPTIONS'] = given === '' ? mine : `${mine} ${given}`;
}

function startCoordinator(rows: Int32Array, options: RunOptions, entry: string): void {
  const folder = openSessionFolder(options.sessionFolder);
  const record: SessionRecord = folder.announce({
    name: options.name ?? basename(entry, extname(entry)),
    pid: process.pid,
    entry,
    cwd: process.cwd(),
    started: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    socket: folder.socketOf(process.pid),
    node: process.version,
    parent: options.parent ?? null,
  });
  const workerData: CoordinatorData = {
    rows: rows.buffer as SharedArrayBuffer,
    options,
    own,
    build: build(),
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
    });
    worker.unref();
  });
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

start();
