import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { preferred } from '../loader/resolution.js';
import { typeScriptFor } from '../loader/typescript-paths.js';
import type { Thread } from './thread.js';

type Namespace = Record<string, unknown>;

/** `loading`: its `import()` has begun; `pending`: the thread is busy, and it has not. */
export type LinkState = 'done' | 'pending' | 'loading' | { error: string };

/**
 * How `require` says that only `import()` can load a module. Without synchronous hooks (Node before
 * 22.15), what a required ES module imports is found as Node finds it, `x.js` for `x.ts` not.
 */
const ONLY_ASYNCHRONOUSLY = new Set([
  'ERR_REQUIRE_ASYNC_MODULE',
  'ERR_REQUIRE_ESM',
  // Node's word for a module whose `import()` is under way.
  'ERR_INTERNAL_ASSERTION',
  'ERR_REQUIRE_CYCLE_MODULE',
  ...('registerHooks' in process.getBuiltinModule('node:module') ? [] : ['ERR_MODULE_NOT_FOUND']),
]);

/** The modules that updates have added imports of, loaded before the update commits. */
export class Links {
  readonly #loaded = new Map<string, Namespace>();
  readonly #failed = new Map<string, string>();
  readonly #pending = new Set<string>();
  /** Exports that updates have added, by file: a module's namespace never changes its shape. */
  readonly #exports = new Map<string, Record<string, () => unknown>>();

  constructor(readonly thread: Thread) {}

  /** Starts loading a module on behalf of another, or says how far that has come. */
  load(id: string, source: string): LinkState {
    const key = `${id} ${source}`;
    if (this.#loaded.has(key) || this.#isGone(id, source)) return 'done';
    const error = this.#failed.get(key);
    if (error !== undefined) {
      this.#failed.delete(key);
      return { error };
    }
    // An `import()` that a busy thread has begun would keep `loadNow` from the module.
    if (!this.#pending.has(key) && !this.#isBusy()) this.#start(key, id, source);
    if (this.#loaded.has(key)) return 'done';
    return this.#pending.has(key) ? 'loading' : 'pending';
  }

  /**
   * Loads a module at once, also while the thread stands still in the middle of its work. `pending`
   * for modules that only `import()` can load: those with a top-level `await`, or with a query.
   */
  loadNow(id: string, source: string): LinkState {
    const key = `${id} ${source}`;
    if (this.#loaded.has(key) || this.#isGone(id, source)) return 'done';
    try {
      const url = resolveFrom(id, source, this.thread.modules.get(id)?.[0]?.meta);
      if (/[?#]/.test(url)) return 'pending';
      const found = this.thread.undisturbed(
        () => createRequire(id)(specifierOf(url, id)) as object,
      );
      this.#loaded.set(key, namespaceOf(found));
      return 'done';
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== undefined && ONLY_ASYNCHRONOUSLY.has(code)) return 'pending';
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  /**
   * Whether a module is loaded whose file lies nowhere any more: `import()` would not find it. When a rollback brings it back,
   * that has given it the exports that it lost with its file.
   */
  #isGone(id: string, source: string): boolean {
    const file = this.#fileOf(id, source);
    return this.thread.modules.has(file) && !existsSync(file);
  }

  /** Whether the evaluation that calls has interrupted code of the program. */
  #isBusy(): boolean {
    const { sites } = this.thread.interrupted();
    return sites.some(
      ({ hash, script }) => hash !== undefined || script.startsWith('restitch-unit:'),
    );
  }

  #start(key: string, id: string, source: string): void {
    const evaluate = this.thread.modules.get(id)?.[0]?.evaluators.get(0);
    if (!evaluate) return;
    const builtin = (
      process as { getBuiltinModule?: (name: string) => object | undefined }
    ).getBuiltinModule?.(source);
    if (builtin) {
      this.#loaded.set(key, { ...builtin, default: builtin });
      return;
    }
    this.#pending.add(key);
    const loading = evaluate(`import(${JSON.stringify(source)})`) as Promise<Namespace>;
    loading
      .then(
        (namespace) => this.#loaded.set(key, namespace),
        (reason: unknown) => this.#failed.set(key, String(reason)),
      )
      .finally(() => this.#pending.delete(key));
  }

  addExports(id: string, getters: Readonly<Record<string, () => unknown>>): void {
    this.#exports.set(id, { ...this.#exports.get(id), ...getters });
  }

  /** A binding of a loaded module; `*` is the module itself. */
  read(id: string, source: string, name: string): unknown {
    const namespace = this.#loaded.get(`${id} ${source}`);
    const added = this.#exports.get(this.#fileOf(id, source));
    if (name === '*') return added ? withAdded(namespace, added) : namespace;
    const isOld = namespace !== undefined && name in namespace;
    return isOld ? namespace[name] : added?.[name]?.();
  }

  /** The file that an import means; of the program's modules, also by the name of its output. */
  #fileOf(id: string, source: string): string {
    const url = resolveFrom(id, source, this.thread.modules.get(id)?.[0]?.meta);
    if (!url.startsWith('file:')) return '';
    const path = fileURLToPath(url.replace(/[?#].*$/, ''));
    const authored = path.replace(/\.([cm]?)jsx?$/, '.$1ts');
    return [path, authored, `${authored}x`].find((file) => this.thread.modules.has(file)) ?? path;
  }
}

/** A module's namespace with exports that came later. */
function withAdded(
  namespace: Namespace | undefined,
  added: Readonly<Record<string, () => unknown>>,
): Namespace {
  const whole = Object.create(null) as Namespace;
  for (const name of Object.keys(namespace ?? {})) {
    Object.defineProperty(whole, name, { enumerable: true, get: () => namespace?.[name] });
  }
  for (const [name, get] of Object.entries(added)) {
    if (!(name in whole)) Object.defineProperty(whole, name, { enumerable: true, get });
  }
  return whole;
}

interface Meta {
  resolve?: (specifier: string) => string;
}

/** The URL that an import of a module means. */
function resolveFrom(id: string, source: string, meta: unknown): string {
  if (source.startsWith('node:')) return source;
  if (/^\.{0,2}\//.test(source)) return new URL(source, pathToFileURL(id)).href;
  return (meta as Meta | undefined)?.resolve?.(source) ?? source;
}

/**
 * What `require` takes for a URL. A thread whose modules came over the hooks' own thread (Node 20) has
 * not learnt yet that `x.js` may mean `x.ts`.
 */
function specifierOf(url: string, parent: string): string {
  if (!url.startsWith('file:')) return url;
  const path = fileURLToPath(url);
  const typescript =
    preferred(path, parent) ?? (existsSync(path) ? undefined : typeScriptFor(path));
  return typescript ?? path;
}

/** What `import` would give for what `require` gave. */
function namespaceOf(found: object): Namespace {
  const isNamespace = Object.prototype.toString.call(found) === '[object Module]';
  return isNamespace ? (found as Namespace) : { ...found, default: found };
}
