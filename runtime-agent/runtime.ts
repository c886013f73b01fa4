import { sep } from 'node:path';
import { type Thread, TRAMPOLINE_NAME } from './agent/index.js';
import { installFunctionText } from './agent/function-text.js';
import { installGlobalNames } from './agent/global-names.js';
import { ownBuiltins } from './agent/own-builtins.js';
import { Places } from './agent/stack-traces-places.js';
import { widenStackTraces } from './agent/stack-trace-limit.js';
import { installStackTraces, type Launcher } from './agent/stack-traces.js';
import { installUncaught } from './agent/uncaught.js';
import { installLoader, type InstalledLoader, type LoaderOptions } from './loader/index.js';
import { contentHash } from './loader/store.js';

export interface RuntimeOptions extends Omit<LoaderOptions, 'standsStill' | 'isUntouched'> {
  /** For a program that the command line runs in its own process. */
  launcher?: Launcher;
  /** Folders beside `own` whose scripts are not the program's. */
  hiddenFolders?: readonly string[];
}

export interface Runtime extends Pick<InstalledLoader, 'loader' | 'scripts'> {
  places: Places;
  isOwn: (path: string) => boolean;
  hiddenFunctions: ReadonlySet<string>;
}

/**
 * Makes a thread load its modules instrumented, and show them to the program as their author wrote
 * them: everything of the agent but who directs its updates.
 */
export function installRuntime(agent: Thread, options: RuntimeOptions): Runtime {
  const { launcher, hiddenFolders = [], ...loading } = options;
  const folders = [options.own, ...hiddenFolders].map((folder) => folder + sep);
  const isOwn = (path: string): boolean => folders.some((folder) => path.startsWith(folder));
  const hiddenFunctions = new Set([TRAMPOLINE_NAME]);
  const { loader, scripts } = installLoader({
    ...loading,
    standsStill: () => agent.isUndisturbed,
    isUntouched: () => agent.modules.isEmpty,
  });
  agent.onUnit = ({ id }, { name, title, hash, runs, names, fn }) => {
    widenStackTraces();
    scripts.addGenerated(name, { id, hash: contentHash(hash), title, runs, names, fn });
  };
  agent.debugger.hasMap = (hash) => loader.store.stripMap(contentHash(hash)) !== undefined;
  agent.onMoved = (to, moved) =>
    scripts.move(
      contentHash(to),
      moved.map(({ hash, ranges }) => ({ hash: contentHash(hash), ranges })),
    );
  const places = new Places(scripts, loader.store);
  installStackTraces({ places, isOwn, hiddenFunctions, ...(launcher ? { launcher } : {}) });
  installFunctionText(agent, loader.store);
  installGlobalNames(agent);
  installUncaught({ places, store: loader.store });
  ownBuiltins.take();
  return { loader, scripts, places, isOwn, hiddenFunctions };
}
