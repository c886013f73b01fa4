import Module from 'node:module';
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
  prototype: {
    _compile: (this: object, content: string, filename: string, format?: Format) => unknown;
  };
}

const dynamicImport = /\bimport\s*\(/;

export interface RequireHooksOptions {
  loader: ModuleLoader;
  includes: (file: string) => boolean;
  /** Called before an ES module is loaded, or a CommonJS module that may use `import()` runs. */
  beforeModules: () => void;
}

/**
 * Hooks for `require` where Node has no `module.registerHooks` (before 22.15): what is compiled is
 * replaced, and TypeScript files are found and compiled like JavaScript.
 */
export function installRequireHooks(options: RequireHooksOptions): void {
  const { loader, includes, beforeModules } = options;
  const node = Module as unknown as PatchableLoader;

  const compile = node.prototype._compile;
  node.prototype._compile = function (content, filename, format) {
    if (includes(filename)) {
      const transformed = loader.transform(filename, filename, content, format);
      content = transformed.code;
      format = transformed.format;
    }
    if (format === 'module' || dynamicImport.test(content)) beforeModules();
    return compile.call(this, content, filename, format);
  };

  const compileAny = node._extensions['.js'];
  for (const extension of ['.ts', '.cts', '.mts', '.tsx', '.jsx']) {
    if (compileAny) node._extensions[extension] ??= compileAny;
  }

  const resolve = node._resolveFilename;
  node._resolveFilename = function (request, parent, isMain, settings) {
    const from = parent?.filename;
    const path = from && includes(from) ? requiredPath(request, dirname(from)) : undefined;
    if (path === undefined || !from) return resolve.call(node, request, parent, isMain, settings);
    const first = preferred(path, from);
    if (first !== undefined) return resolve.call(node, first, parent, isMain, settings);
    try {
      return resolve.call(node, request, parent, isMain, settings);
    } catch (error) {
      const other = fallback(path, error);
      if (other === undefined) throw error;
      return resolve.call(node, other, parent, isMain, settings);
    }
  };
}
