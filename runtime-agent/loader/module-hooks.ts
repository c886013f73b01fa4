import type {
  LoadFnOutput,
  LoadHookContext,
  ResolveFnOutput,
  ResolveHookContext,
} from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fileKind, type FileKind } from './file-kind.js';
import type { ModuleLoader } from './module-loader.js';
import { fallback, fileTarget, preferred, requiredPath, type FileTarget } from './resolution.js';

type Resolve = (specifier: string, context: ResolveHookContext) => ResolveFnOutput;
type Load = (url: string, context: LoadHookContext) => LoadFnOutput;

export interface ModuleHooksOptions {
  loader: ModuleLoader;
  includes: (file: string) => boolean;
  /** Called with a file of the program before Node looks for what it imports. */
  beforeImports?: (file: string, authored: string) => void;
}

/** What is the same in hooks on the thread of the program and in those on a thread of their own. */
export class ModuleHooks {
  readonly #loader: ModuleLoader;
  readonly #includes: (file: string) => boolean;
  readonly #beforeImports: ModuleHooksOptions['beforeImports'];

  constructor({ loader, includes, beforeImports }: ModuleHooksOptions) {
    this.#loader = loader;
    this.#includes = includes;
    this.#beforeImports = beforeImports;
  }

  /** The path of an instrumented file's URL, `undefined` for all others. */
  file(url: string): string | undefined {
    if (!url.startsWith('file:')) return undefined;
    const end = url.search(/[?#]/);
    const path = fileURLToPath(end < 0 ? url : url.slice(0, end));
    return this.#includes(path) ? path : undefined;
  }

  /** What a specifier in an instrumented file points at, where that is a file. */
  target(
    specifier: string,
    context: ResolveHookContext,
  ): (FileTarget & { parent: string }) | undefined {
    const { parentURL, conditions } = context;
    const parent = parentURL === undefined ? undefined : this.file(parentURL);
    if (parent === undefined || parentURL === undefined) return undefined;
    if (!conditions.includes('require')) {
      const found = fileTarget(specifier, parentURL);
      return found && { ...found, parent };
    }
    const path = requiredPath(specifier, dirname(parent));
    return path === undefined ? undefined : { path, suffix: '', parent };
  }

  /** A specifier for a found file, of the kind that the context's resolver takes. */
  specifierOf(path: string, suffix: string, context: ResolveHookContext): string {
    return context.conditions.includes('require') ? path : pathToFileURL(path).href + suffix;
  }

  /** `resolve` of `module.registerHooks`. */
  resolve(specifier: string, context: ResolveHookContext, next: Resolve): ResolveFnOutput {
    const target = this.target(specifier, context);
    if (!target) return next(specifier, context);
    const { path, suffix, parent } = target;
    const first = preferred(path, parent);
    if (first !== undefined) return next(this.specifierOf(first, suffix, context), context);
    try {
      return next(specifier, context);
    } catch (error) {
      const other = fallback(path, error);
      if (other === undefined) throw error;
      return next(this.specifierOf(other, suffix, context), context);
    }
  }

  /** `load` of `module.registerHooks`. */
  load(url: string, context: LoadHookContext, next: Load): LoadFnOutput {
    const file = this.file(url);
    if (file === undefined) return next(url, context);
    const kind = fileKind(file);
    if (kind.typescript || kind.jsx) return this.loadOther(url, file, kind);
    return this.transformed(url, file, next(url, context));
  }

  /** A file that Node cannot load by itself, or would load in its own way. */
  loadOther(url: string, file: string, kind: FileKind): LoadFnOutput & { source: string } {
    const authored = readFileSync(file, 'utf8');
    const { code, format } = this.#loader.transform(file, url, authored, kind.format);
    return { format, source: code, shortCircuit: true };
  }

  /** What Node has loaded, instrumented; anything but JavaScript, and CommonJS without its source
   * (which the CommonJS loader reads by itself), stays as it is. */
  transformed(url: string, file: string, loaded: LoadFnOutput): LoadFnOutput {
    const { format, source } = loaded;
    if (source == null || (format != null && format !== 'module' && format !== 'commonjs')) {
      return loaded;
    }
    const text = typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString();
    this.#beforeImports?.(file, text);
    // Node may not say the format: a package without "type" is told by its text.
    const name = (found: string): string => (found === 'commonjs' ? file : url);
    const { code, format: found } = this.#loader.transform(file, name, text, format ?? undefined);
    return { ...loaded, format: found, source: code };
  }
}
