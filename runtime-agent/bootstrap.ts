// dist/agent-code.cjs: what starter.ts loads in each thread of a program.
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, setEnvironmentData, threadId } from 'node:worker_threads';
import { installAgent, type Thread } from './agent/index.js';
import { ownBuiltins } from './agent/own-builtins.js';
import { WorkerFiles } from './agent/worker-files.js';
import { openInspector } from './agent/inspector.js';
import { RemoteDirector } from './agent/remote-director.js';
import { rawSites } from './agent/raw-sites.js';
import type { Launcher } from './agent/stack-traces.js';
import { CodeCache } from './code-cache/code-cache.js';
import { widenInlining } from './code-cache/inlining.js';
import { claimRow, createRows } from './coordinator/thread-rows.js';
import { Host, installHost } from './loader/host.js';
import {
  earlyInspector,
  optionsVariable,
  silentInspector,
  threadDataKey,
  type RunOptions,
  type ThreadData,
} from './loader/options.js';
import { scopeFilter } from './loader/project.js';
import { hideAgentArguments, installWorkerHook } from './loader/worker-threads.js';
import { surviveDebugger } from './orphaned-output.js';
import { announce, putOff } from './announce.js';
import { buildOf, CoordinatorThread } from './coordinator-thread.js';
import { installRuntime } from './runtime.js';

const own = dirname(fileURLToPath(import.meta.url));
/** What has a thread load the agent (see starter.ts). */
const agentBundle = join(own, 'agent.cjs');

/**
 * Makes this process a session.
 * @param early its coordinator, if that has been started already
 */
export function startProcess(options: RunOptions, early: CoordinatorThread | undefined): void {
  const [, script = ''] = process.argv;
  let entry: string;
  try {
    entry = realpathSync(script);
  } catch {
    // Node finds `x` as x.js, or says that there is nothing.
    entry = script;
  }
  // A child process that runs something else, such as a build tool, is left alone.
  if (options.parent !== undefined && !scopeFilter(options.scope, own)(entry)) return;
  const rows = early?.rows ?? createRows();
  const { agent, host } = installThread(rows, options, entry, {}) ?? {};
  const { name: _, watch: __, launcher: ___, ...inherited } = options;
  setEnvironmentForChildren({ ...inherited, parent: process.pid });
  const inspector = options.debug && openInspector(options.debug);
  if (options.debug) surviveDebugger();
  const record = announce(options, entry, inspector?.url);
  const start = (): void => (early ?? new CoordinatorThread(rows, options, own)).answerFor(record);
  // Its start would hold up the first stop that somebody waits for.
  if (host && options.debug && agent?.debugger.isReleased)
    host.startSession = putOff(start, options.debug.pid);
  else start();
  if (inspector) agent?.debugger.waitForRelease(inspector.wait);
}

/** Makes this thread one of the session of its process. */
export function startWorker(data: ThreadData): void {
  setEnvironmentData(threadDataKey, undefined);
  hideAgentArguments(agentBundle);
  installThread(new Int32Array(data.rows), data.options, data.entry, data.pins);
}

function installThread(
  rows: Int32Array,
  options: RunOptions,
  entry: string | undefined,
  pins: Readonly<Record<string, string>>,
): { agent: Thread; host: Host } | undefined {
  const row = claimRow(rows, threadId);
  if (row === undefined) return undefined;
  const agent = installAgent();
  const director = new RemoteDirector(agent, rows, row);
  agent.director = agent.remote = director;
  director.wrapWait();
  // Under a debugger the coordinator does it, which is early enough there.
  if (!options.debug) agent.onFirstModule = (id) => widenInlining(rows, id);
  const files = new WorkerFiles(rows);
  if (!isMainThread) {
    agent.onModule = (id, hash) => {
      if (pins[id] === undefined) ownBuiltins.within(() => files.note({ id, hash }));
    };
  }
  const { scope, storeFolder } = options;
  const launcher = isMainThread && options.launcher ? launcherOf(options.launcher) : undefined;
  const runtime = installRuntime(agent, {
    ...{ scope, storeFolder, own, build: buildOf(own), entry, pins },
    codeCache: new CodeCache(storeFolder, rows),
    statements: options.debug !== undefined,
    ...(launcher ? { launcher } : {}),
  });
  agent.pin(pins);
  agent.debugger.greet();
  installWorkerHook({
    agentBundle,
    rows: rows.buffer as SharedArrayBuffer,
    options,
    pins: () => ownBuiltins.within(() => ({ ...files.pins(), ...agent.running() })),
  });
  const host = new Host({ threadId, row, rows, agent, ...runtime });
  installHost(host);
  return { agent, host };
}

function launcherOf(script: string): Launcher {
  return { script, outermost: rawSites(undefined).at(-1) };
}

function setEnvironmentForChildren(options: RunOptions): void {
  process.env[optionsVariable] = JSON.stringify(options);
  const given = (process.env['NODE_OPTIONS'] ?? '').replace(earlyInspector, silentInspector);
  const mine = `--require ${JSON.stringify(agentBundle)}`;
  const whole = [...(given.includes(mine) ? [] : [mine]), ...(given === '' ? [] : [given])];
  process.env['NODE_OPTIONS'] = whole.join(' ');
}
