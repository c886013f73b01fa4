// Runs inside the program under test as `child.ts` does, but has the program loaded as
// `restitch run` loads it: from its own files, with stacks and errors as their author knows them.
import { readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { installAgent } from '../../runtime-agent/agent/index.js';
import { buildOf } from '../../runtime-agent/coordinator-thread.js';
import { installRuntime } from '../../runtime-agent/runtime.js';
import type { SourceText } from '../../runtime-agent/update/versions.js';
import type { Schedule } from './schedules.js';
import { lineOf, updateToItself } from './self-update.js';

export interface LoadedSettings extends Schedule {
  /** The program's folder, and its files. */
  root: string;
  files: string[];
  /** Files outside the folder that are instrumented as well, as regular expressions. */
  include: string[];
  entry: string;
  storeFolder: string;
  /** As a debugger has it: every statement is an update point. */
  statements: boolean;
  /** The folder of the built bundles. */
  own: string;
  /** Where to write what has happened so far, a line each time. */
  countTo: number;
}

function start(): void {
  const { root, include, files, entry, storeFolder, own, countTo, statements, ...schedule } =
    JSON.parse(readFileSync(process.env['ORACLE_SETTINGS'] ?? '', 'utf8')) as LoadedSettings;
  delete process.env['ORACLE_SETTINGS'];
  const agent = installAgent();
  const { loader } = installRuntime(agent, {
    scope: { root, include, exclude: [] },
    ...{ storeFolder, own, build: buildOf(own), entry, pins: {}, statements },
    hiddenFolders: [dirname(__filename)],
  });
  const sources = files.map((file): SourceText => {
    const { id, hash, text, format } = loader.version(file);
    return { id, hash, text, format, statements };
  });
  updateToItself(
    agent,
    Object.fromEntries(sources.map((source) => [source.id, source])),
    schedule,
    (counts) => {
      writeSync(countTo, lineOf(counts));
    },
  );
  // The program is not to find the oracle among the modules it has loaded.
  delete require.cache[__filename];
}

// Node runs preloads on its own thread for module hooks as well.
if (isMainThread) start();
