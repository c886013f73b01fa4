import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type { CodeCache } from '../code-cache/code-cache.js';
import { fileKind } from './file-kind.js';
import type { HooksThreadData } from './hooks-thread.js';
import { mayImportTypeScript } from './imported-typescript.js';
import { ModuleHooks } from './module-hooks.js';
import { ModuleLoader } from './module-loader.js';
import { canExchangeSources, installModuleSources } from './module-sources.js';
import { scopeFilter, type Scope } from './project.js';
import {
  installCompileHook,
  installExtensions,
  installRequireResolution,
} from './require-hooks.js';
import { isTypeScript } from './resolution.js';
import { Scripts } from './scripts.js';
import { Store } from './store.js';

export interface LoaderOptions {
  scope: Scope;
  storeFolder: string;
  /** The folder that Restitch's bundles lie in. */
  own: string;
  build: string;
  /** Absolute path of the thread's entry, as far as it is known. */
  entry: string | undefined;
  /** Versions that the session runs already. */
  pins: Readonly<Record<string, string>>;
  /** Has V8's code of Restitch's bundles. */
  codeCache?: CodeCache;
  /** Every statement is to be a continuation point, for a debugger. */
  statements: boolean;
  /** Whether the thread loads something while an update holds it: it must not start threads then. */
  standsStill: () => boolean;
  /** Whether no instrumented module has begun to run in the thread. */
  isUntouched: () => boolean;
}

export interface InstalledLoader {
  loader: ModuleLoader;
  scripts: Scripts;
  includes: (file: string) => boolean;
}

interface WithRegisterHooks {
  registerHooks?: (hooks: Partial<Pick<ModuleHooks, 'resolve' | 'load'>>) => unknown;
}

/** Installs the module hooks of this thread. */
export function installLoader(options: LoaderOptions): InstalledLoader {
  const { scope, own, build, storeFolder, pins, codeCache, statements } = options;
  const compileBundle = join(own, 'compile.cjs');
  const scripts = new Scripts();
  const loader = new ModuleLoader({
    store: new Store(storeFolder),
    compileBundle,
    codeCache,
    build,
    pins,
    statements,
    onLoaded: (script) => scripts.add(script),
    onTypeScript: () => resolveTypeScript(),
  });
  const includes = scopeFilter(scope, own);
  const { registerHooks } = process.getBuiltinModule('node:module') as unknown as WithRegisterHooks;
  let resolves = false;
  // Programs without TypeScript keep Node's own resolution, down to the stacks of its errors.
  const resolveTypeScript = (): void => {
    if (resolves) return;
    resolves = true;
    if (!registerHooks) return installRequireResolution(includes);
    registerHooks({
      resolve: (specifier, context, next) => hooks.resolve(specifier, context, next),
    });
    installCompileHook({ loader, includes: (file) => isTypeScript(file) && includes(file) });
  };
  const hooks = new ModuleHooks({
    ...{ loader, includes },
    beforeImports: (file, authored) => {
      if (!resolves && mayImportTypeScript(file, authored)) resolveTypeScript();
    },
  });
  if (registerHooks) {
    registerHooks({ load: (url, context, next) => hooks.load(url, context, next) });
    return { loader, scripts, includes };
  }
  let registered = false;
  const startHooksThread = (): void => {
    if (registered) return;
    // In an evaluation that has interrupted the thread V8 (of Node 20) does not survive it.
    if (options.standsStill()) return void setImmediate(startHooksThread).unref();
    registered = true;
    const { port1, port2 } = new MessageChannel();
    scripts.listen(port1);
    const data: HooksThreadData = {
      scope,
      own,
      storeFolder,
      compileBundle,
      build,
      pins,
      statements,
      rows: codeCache?.rows?.buffer as SharedArrayBuffer | undefined,
      port: port2,
    };
    // The thread costs a start as much as Node itself, so it is there for those only who need it.
    register(pathToFileURL(join(own, 'hooks-thread.mjs')), {
      data,
      transferList: [port2],
    });
  };
  installExtensions();
  const { entry } = options;
  // A tool in node_modules may import the program's files from code that nobody has looked at.
  const isUnknown = entry === undefined || !includes(entry);
  if (!canExchangeSources()) {
    installCompileHook({ loader, includes, beforeModules: startHooksThread });
    if (isUnknown || fileKind(entry).format === 'module') startHooksThread();
    return { loader, scripts, includes };
  }
  // JavaScript needs no thread, TypeScript that is imported does.
  const beforeImports = (file: string, authored: string): void => {
    if (mayImportTypeScript(file, authored)) startHooksThread();
  };
  const isUntouched = (): boolean => !isUnknown && options.isUntouched();
  let exchanges = false;
  const exchangeSources = (): void => {
    if (exchanges) return;
    exchanges = true;
    installModuleSources({ loader, includes, beforeImports, isUntouched });
  };
  installCompileHook({
    ...{ loader, includes },
    beforeModules: (file, authored) => {
      exchangeSources();
      beforeImports(file, authored);
    },
    beforeForeign: exchangeSources,
  });
  if (isUnknown || fileKind(entry).format === 'module' || loadsMore()) exchangeSources();
  // What lies elsewhere and is instrumented has been asked for: other packages of a monorepo.
  const kind = isUnknown ? undefined : fileKind(entry);
  if (!kind || kind.typescript || kind.jsx || scope.include.length > 0) startHooksThread();
  return { loader, scripts, includes };
}

/** Whether Node has been told to load ES modules beside the program. */
function loadsMore(): boolean {
  const given = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ');
  return /--(?:import|test|[\w-]*loader)\b/.test(given);
}
