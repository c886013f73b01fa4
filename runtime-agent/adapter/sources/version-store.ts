import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleLoader } from '../../loader/module-loader.js';
import { contentHash, Store, type ModuleFormat } from '../../loader/store.js';
import { SourceVersion } from './source-version.js';

/** The versions of the program's modules, out of the store that the program itself uses. */
export class VersionStore {
  readonly #store: Store;
  readonly #loader: ModuleLoader;
  readonly #known = new Map<string, SourceVersion | undefined>();
  readonly statements: boolean;

  /**
   * @param folder the store's
   * @param own the folder of Restitch's bundles
   * @param statements see {@link SourceVersion.statements}
   */
  constructor(folder: string, own: string, statements: boolean) {
    this.statements = statements;
    this.#store = new Store(folder);
    const compileBundle = join(own, 'compile.cjs');
    const { mtimeMs, size } = statSync(compileBundle);
    this.#loader = new ModuleLoader({
      ...{ store: this.#store, compileBundle, statements },
      build: `${mtimeMs}-${size}`,
      onLoaded: () => undefined,
    });
  }

  /** The version of a hash, as loaded scripts and generated code name it. */
  get(hash: string): SourceVersion | undefined {
    const content = contentHash(hash);
    if (!this.#known.has(content)) {
      const entry = this.#store.get(content);
      this.#known.set(content, entry && new SourceVersion(entry, this.statements));
    }
    return this.#known.get(content);
  }

  /** What lies on disk; `undefined` when it cannot be read or does not parse. */
  onDisk(id: string, format: ModuleFormat | undefined): SourceVersion | undefined {
    try {
      const entry = this.#loader.version(id, format);
      return entry.skipped ? undefined : this.get(entry.hash);
    } catch {
      return undefined;
    }
  }

  /** Whether a file's text on disk is that of a version. */
  isCurrent({ entry }: SourceVersion): boolean {
    try {
      return readFileSync(entry.id, 'utf8') === entry.authored;
    } catch {
      return false;
    }
  }
}
