import { existsSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setEnvironmentData, type Worker, type WorkerOptions } from 'node:worker_threads';
import { typeScriptFor } from './typescript-paths.js';
import { threadDataKey, type RunOptions, type ThreadData } from './options.js';

export interface WorkerHookOptions {
  agentBundle: string;
  rows: SharedArrayBuffer;
  options: RunOptions;
  /** The versions that run, by file. */
  pins: () => Record<string, string>;
}

let isOwnWork = false;

/** Runs work of Restitch's own: workers that it starts (esbuild has one) are none of the program's. */
export function withPlainWorkers<T>(work: () => T): T {
  isOwnWork = true;
  try {
    return work();
  } finally {
    isOwnWork = false;
  }
}

/**
 * Makes the workers that this thread starts run the agent first. A worker with `execArgv` or `env` of
 * its own would not inherit it, and one started by a program that the command line runs in its own
 * process has nothing to inherit it from.
 */
export function installWorkerHook({ agentBundle, rows, options, pins }: WorkerHookOptions): void {
  // The module itself, to be changed: an import is a copy in a bundle.
  const workerThreads = process.getBuiltinModule('node:worker_threads');
  const { Worker: plain } = workerThreads;
  const patched = new Proxy(plain, {
    construct(target, [script, settings]: [string | URL, WorkerOptions | undefined], newTarget) {
      if (isOwnWork) return Reflect.construct(target, [script, settings], newTarget) as Worker;
      const named = settings?.eval ? undefined : fileOf(script);
      const typescript =
        named !== undefined && !existsSync(named) ? typeScriptFor(named) : undefined;
      const entry = typescript ?? named;
      const data: ThreadData = { rows, options, entry, pins: pins() };
      setEnvironmentData(threadDataKey, data);
      const start = (inherited: readonly string[]): Worker => {
        const execArgv = ['--require', agentBundle, ...inherited];
        return Reflect.construct(
          target,
          [typescript ?? script, { ...settings, execArgv }],
          newTarget,
        ) as Worker;
      };
      try {
        return start(settings?.execArgv ?? process.execArgv);
      } catch (error) {
        if (settings?.execArgv) throw error;
        // Some options of the process are none for a thread; an inherited one would not be checked.
        if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_INVALID_EXEC_ARGV') throw error;
        return start([]);
      } finally {
        // Node's own threads, such as those for module hooks, are not to take it for theirs.
        setEnvironmentData(threadDataKey, undefined);
      }
    },
  });
  workerThreads.Worker = patched;
  syncBuiltinESMExports();
}

/** In a worker: removes from `process.execArgv` what {@link installWorkerHook} has put there. */
export function hideAgentArguments(agentBundle: string): void {
  const { execArgv } = process;
  const at = execArgv.findIndex((arg, i) => arg === '--require' && execArgv[i + 1] === agentBundle);
  if (at >= 0) execArgv.splice(at, 2);
}

function fileOf(script: string | URL): string | undefined {
  if (typeof script === 'string') return script;
  return script.protocol === 'file:' ? fileURLToPath(script) : undefined;
}
