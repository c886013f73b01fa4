import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { missingEntry, RestitchError } from '../../../protocol/diagnostics.js';
import { sessionFolderPath } from '../../coordinator/session-folder.js';
import {
  earlyInspector,
  optionsVariable,
  silentInspector,
  type DebugOptions,
  type RunOptions,
} from '../../loader/options.js';
import { workspaceFolder } from '../../client/project-folder.js';
import { defaultStoreFolder } from '../../loader/store.js';
import { globSources } from '../../client/globs.js';

/** How a program is to run under Restitch. */
export interface InjectionOptions {
  /** Absolute path of the program. */
  program: string;
  /** Folder that globs are relative to. */
  cwd: string;
  /** The program's environment, without Restitch. */
  env: NodeJS.ProcessEnv;
  /** Folder of Restitch's bundles. */
  ownFolder: string;
  session?: string;
  instrument?: readonly string[];
  exclude?: readonly string[];
  /** Asks the processes to wait for a debugger; without it they only run under Restitch. */
  debug?: DebugOptions;
  /** The debugger reads the program's stderr, and connects while Node starts. */
  isEarly?: boolean;
}

export interface Injection {
  /** What the environment has to have for Node to run the program under Restitch. */
  env: { NODE_OPTIONS: string } & Record<string, string>;
  options: RunOptions;
}

/**
 * What makes any start of Node run a program under Restitch, also one by another debugger.
 * @throws {RestitchError} RS1008
 */
export function injection(input: InjectionOptions): Injection {
  const { cwd, env, ownFolder, session, debug, isEarly = false } = input;
  const entry = findEntry(input.program);
  const options: RunOptions = {
    ...(session === undefined ? {} : { name: session }),
    scope: {
      root: workspaceFolder(entry),
      include: globSources(input.instrument ?? [], cwd),
      exclude: globSources(input.exclude ?? [], cwd),
    },
    sessionFolder: sessionFolderPath(env),
    storeFolder: defaultStoreFolder(env),
    ...(debug ? { debug } : {}),
  };
  const agent = `--require ${JSON.stringify(join(ownFolder, 'agent.cjs'))}`;
  // Nobody else needs to be told where the inspector listens.
  const silent = debug ? [isEarly ? earlyInspector : silentInspector] : [];
  const given = env['NODE_OPTIONS'];
  const nodeOptions = [agent, ...silent, ...(given ? [given] : [])].join(' ');
  return {
    env: { NODE_OPTIONS: nodeOptions, [optionsVariable]: JSON.stringify(options) },
    options,
  };
}

/** Node's own rule for the main program (lib/internal/modules/run_main.js): extensions may be left out. */
function findEntry(entry: string): string {
  for (const end of ['', '.js', '.ts', '/index.js', '/index.ts']) {
    const path = entry + end;
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return realpathSync(path);
  }
  throw new RestitchError(missingEntry(entry));
}
