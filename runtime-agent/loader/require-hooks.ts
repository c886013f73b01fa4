import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fallback, preferred, requiredPath } from './resolution.js';
import type { ModuleLoader } from './module-loader.js';

type Format = 'module' | 'commonjs' | undefined;

/** The parts of Node's CommonJS loader that tools have always patched. */
interface PatchableLoader {
  _extensions: Record<string, (module: object, filename: string) => void>;
  _resolveFilename: (
    request: string,
    parent: { filename?: string | null } | null | undefined,
    isMain: boolean,
    options?: object,
  ) => string;
  prototype: { _compile: Compile };
}

type Compile = (this: object, content: string, filename: string, format?: Format) => unknown;

const dynamicImport = /\bimport\s*\(/;

export interface RequireHooksOptions {
  loader: ModuleLoader;
  includes: (file: string) => boolean;
  /**
   * Called before an ES module is loaded, or a CommonJS module of the program that may use `import()`
   * runs; with that module.
   */
  beforeModules?: (file: string, authored: string) => void;
  /** Called before a CommonJS module runs that is not looked at: it may import the program's. */
  beforeForeign?: () => void;
}

/**
 * Replaces what CommonJS compiles by what the loader makes of the file. Needed for all files where
 * Node has no `module.registerHooks` (before 22.15); where it has, for TypeScript, of which Node would
 * strip the types by itself when a CommonJS file was imported.
 */
export function installCompileHook(options: RequireHooksOptions): void {
  const { loader, includes, beforeModules, beforeForeign } = options;
  const node = process.getBuiltinModule('node:module') as unknown as PatchableLoader;
  let compile = node.prototype._compile;
  // Stack traces would take the name from the property, but not from one with a getter.
  if (compile.name === '') Object.defineProperty(compile, 'name', { value: '_compile' });
  // A wrapper would be a frame in every stack below a module's top, and take the place of one of the
  // ten that are collected; a function bound to other arguments is none.
  Object.defineProperty(node.prototype, '_compile', {
    configurable: true,
    enumerable: true,
    get(this: { filename?: unknown }): Compile {
      const { filename } = this;
      if (typeof filename !== 'string' || !includes(filename)) {
        beforeForeign?.();
        return compile;
      }
      const authored = readFileSync(filename, 'utf8');
      const { code, format } = loader.transform(filename, filename, authored);
      if (format === 'module' || dynamicImport.test(code)) beforeModules?.(filename, authored);
      return compile.bind(this, code, filename, format);
    },
    set(value: Compile) {
      compile = value;
    },
  });
}

/** Lets `require` load TypeScript like JavaScript; {@link installCompileHook} compiles it. */
export function installExtensions(): void {
  const node = process.getBuiltinModule('node:module') as unknown as PatchableLoader;
  const compileAny = node._extensions['.js'];
  for (const extension of ['.ts', '.cts', '.mts', '.tsx', '.jsx']) {
    // Bound: stack traces name a function by the only property that holds it.
    if (compileAny) node._extensions[extension] ??= compileAny.bind(undefined);
  }
}

/** Makes `require` find TypeScript files; the same where Node has no `module.registerHooks`. */
export function installRequireResolution(includes: (file: string) => boolean): void {
  const node = process.getBuiltinModule('node:module') as unknown as PatchableLoader;
  const resolve = node._resolveFilename;
  node._resolveFilename = function (request, parent, isMain, settings) {
    const from = parent?.filename;
    const path = from && includes(from) ? requiredPath(request, dirname(from)) : undefined;
    if (path === undefined || !from) return resolve.call(node, request, parent, isMain, settings);
    const first = preferred(path, from);
    const { stackTraceLimit } = Error;
    try {
      // This function's frame is hidden from stack traces and must not count among the collected.
      if (typeof stackTraceLimit === 'number') Error.stackTraceLimit = stackTraceLimit + 1;
      return resolve.call(node, first ?? request, parent, isMain, settings);
    } catch (error) {
      const other = fallback(path, error);
      if (other === undefined) throw error;
      return resolve.call(node, other, parent, isMain, settings);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}
