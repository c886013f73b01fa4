// The hooks of `module.register`, on Node's own thread for them (Node before 22.15).
import type {
  LoadFnOutput,
  LoadHookContext,
  ResolveFnOutput,
  ResolveHookContext,
} from 'node:module';
import type { MessagePort } from 'node:worker_threads';
import { CodeCache } from '../code-cache/code-cache.js';
import { hostKey } from '../coordinator/thread-link.js';
import { fileKind } from './file-kind.js';
import { ModuleHooks } from './module-hooks.js';
import { ModuleLoader, type LoadedScript } from './module-loader.js';
import { scopeFilter, type Scope } from './project.js';
import { fallback, preferred } from './resolution.js';
import { Store } from './store.js';

/** What `module.register` hands over. */
export interface HooksThreadData {
  scope: Scope;
  /** Restitch's own folder. */
  own: string;
  storeFolder: string;
  compileBundle: string;
  build: string;
  pins: Readonly<Record<string, string>>;
  statements: boolean;
  /** The program's shared table (see thread-rows.ts). */
  rows: SharedArrayBuffer | undefined;
  /** Takes one {@link LoadedScript} for each script. */
  port: MessagePort;
}

let hooks: ModuleHooks;

export function initialize(data: HooksThreadData): void {
  const loader = new ModuleLoader({
    store: new Store(data.storeFolder),
    compileBundle: data.compileBundle,
    codeCache: new CodeCache(data.storeFolder, data.rows && new Int32Array(data.rows)),
    build: data.build,
    pins: data.pins,
    statements: data.statements,
    onLoaded: (script: LoadedScript) => data.port.postMessage(script),
  });
  hooks = new ModuleHooks({ loader, includes: scopeFilter(data.scope, data.own) });
}

export async function resolve(
  specifier: string,
  context: ResolveHookContext,
  next: (
    specifier: string,
    context: ResolveHookContext,
  ) => ResolveFnOutput | Promise<ResolveFnOutput>,
): Promise<ResolveFnOutput> {
  const target = hooks.target(specifier, context);
  if (!target) return next(specifier, context);
  const { path, suffix, parent } = target;
  const first = preferred(path, parent);
  if (first !== undefined) return next(hooks.specifierOf(first, suffix, context), context);
  try {
    return await next(specifier, context);
  } catch (error) {
    const other = fallback(path, error);
    if (other === undefined) throw error;
    return next(hooks.specifierOf(other, suffix, context), context);
  }
}

export async function load(
  url: string,
  context: LoadHookContext,
  next: (url: string, context: LoadHookContext) => LoadFnOutput | Promise<LoadFnOutput>,
): Promise<LoadFnOutput> {
  const file = hooks.file(url);
  if (file === undefined) return next(url, context);
  const kind = fileKind(file);
  if (!kind.typescript && !kind.jsx) return hooks.transformed(url, file, await next(url, context));
  const loaded = hooks.loadOther(url, file, kind);
  if (loaded.format !== 'commonjs') return loaded;
  // Node reads the names of the exports from the source, and runs it in a way of its own: the code
  // is there for the names, what runs is the (patched) CommonJS loader.
  const run = `return globalThis[Symbol.for(${JSON.stringify(hostKey)})].loadCommonJs(module);`;
  return { ...loaded, source: `${run}\n${loaded.source}` };
}
