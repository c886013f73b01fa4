import { realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingEntry, RestitchError } from '../protocol/diagnostics.js';
import { sessionFolderPath } from '../runtime-agent/coordinator/session-folder.js';
import { optionsVariable, type RunOptions } from '../runtime-agent/loader/options.js';
import { projectFolder, workspaceFolder } from '../runtime-agent/client/project-folder.js';
import { defaultStoreFolder } from '../runtime-agent/loader/store.js';
import type * as Globs from '../runtime-agent/client/globs.js';
import type { RunArguments } from './run-arguments.js';

const launcher = fileURLToPath(import.meta.url);
const own = dirname(launcher);
const require = createRequire(launcher);

/** Node's own rule for the main program (lib/internal/modules/run_main.js): extensions may be left out. */
function findEntry(entry: string): string {
  for (const end of ['', '.js', '.ts', '/index.js', '/index.ts']) {
    const path = entry + end;
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return realpathSync(path);
  }
  throw new RestitchError(missingEntry(entry));
}

/** What a program's process needs to know. */
export function runOptions(args: RunArguments): RunOptions {
  const entry = findEntry(resolve(args.entry));
  const globs = (list: string[]): string[] =>
    list.length === 0
      ? []
      : (require('./commands.cjs') as typeof Globs).globSources(list, process.cwd());
  return {
    ...(args.session === undefined ? {} : { name: args.session }),
    scope: {
      root: args.workspace ? workspaceFolder(entry) : projectFolder(entry),
      include: globs(args.instrument),
      exclude: globs(args.exclude),
    },
    sessionFolder: sessionFolderPath(),
    storeFolder: defaultStoreFolder(),
    watch: args.watch,
    launcher,
  };
}

/**
 * Makes this very process the program's, so that stdio, signals, exit code and process id are its own
 * and Node starts once.
 * @throws {RestitchError} RS1008, RS1009
 */
export function prepare(args: RunArguments): void {
  const options = runOptions(args);
  process.env[optionsVariable] = JSON.stringify(options);
  process.argv.splice(1, Infinity, resolve(args.entry), ...args.args);
  require(join(own, 'agent.cjs'));
  for (const file of Object.keys(require.cache)) {
    if (dirname(file) === own) Reflect.deleteProperty(require.cache, file);
  }
}

/** From here on everything is as if Node had been started with the program. */
export function runProgram(): void {
  const loader = process.getBuiltinModule('node:module');
  (loader as unknown as { runMain: (main?: string) => void }).runMain(process.argv[1]);
}
