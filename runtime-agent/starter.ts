// dist/agent.cjs: the first thing that runs in every thread of a program (by `--require`, or loaded
// by the command line that runs the program in its own process). It only loads the agent, which is a
// bundle of its own for the sake of its code cache.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getEnvironmentData, isMainThread, parentPort } from 'node:worker_threads';
import type * as Bootstrap from './bootstrap.js';
import { CodeCache } from './code-cache/code-cache.js';
import { CoordinatorThread } from './coordinator-thread.js';
import { hostKey } from './coordinator/thread-link.js';
import { createRows } from './coordinator/thread-rows.js';
import {
  optionsVariable,
  threadDataKey,
  type RunOptions,
  type ThreadData,
} from './loader/options.js';

const own = dirname(fileURLToPath(import.meta.url));

function start(): void {
  if (Reflect.has(globalThis, Symbol.for(hostKey))) return;
  if (isMainThread) {
    const text = process.env[optionsVariable];
    if (text === undefined || process.argv[1] === undefined) return;
    const options = JSON.parse(text) as RunOptions;
    // A child process may be one that is left alone; under a debugger something else is waited for.
    const isOurs = options.parent === undefined && !options.debug;
    const coordinator = isOurs ? new CoordinatorThread(createRows(), options, own) : undefined;
    load(new CodeCache(options.storeFolder), (agent) => agent.startProcess(options, coordinator));
    return;
  }
  // Node runs preloads on its own thread for module hooks as well.
  if (parentPort === null) return;
  const data = getEnvironmentData(threadDataKey) as unknown as ThreadData | undefined;
  if (!data) return;
  const cache = new CodeCache(data.options.storeFolder, new Int32Array(data.rows));
  load(cache, (agent) => agent.startWorker(data));
}

function load(cache: CodeCache, run: (agent: typeof Bootstrap) => void): void {
  const { exports, save } = cache.load(join(own, 'agent-code.cjs'));
  run(exports as typeof Bootstrap);
  save();
}

start();
