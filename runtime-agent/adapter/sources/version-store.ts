import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleLoader } from '../../loader/module-loader.js';
import { contentHash, Store, type ModuleFormat } from '../../loader/store.js';
import { SourceVersion } from './source-version.js';

/** The models of so many versions are kept; those of others are made anew when they are needed. */
const MOST_MODELS = 24;

/** The versions of the program's modules, out of the store that the program itself uses. */
export class VersionStore {
  readonly #store: Store;
  readonly #loader: ModuleLoader;
  readonly #known = new Map<string, SourceVersion | undefined>();
  /** Versions whose models have been made, the last one last. */
  readonly #modelled = new Set<SourceVersion>();
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
      this.#known.set(content, this.#read(content));
    }
    return this.#known.get(content);
  }

  #read(content: string): SourceVersion | undefined {
    const entry = this.#store.source(content);
    if (!entry) return undefined;
    return new SourceVersion(entry, this.statements, (version) => {
      this.#modelled.add(version);
      const [oldest] = this.#modelled;
      if (this.#modelled.size <= MOST_MODELS || !oldest) return;
      this.#modelled.delete(oldest);
      oldest.rest();
    });
  }

  /** The code that a module of a version was loaded from; `undefined` when the store no longer has it. */
  codeOf(hash: string): string | undefined {
    return this.#store.code(contentHash(hash))?.code;
  }

  /** Forgets all versions but some, by their content hashes. */
  keep(hashes: ReadonlySet<string>): void {
    for (const [hash, version] of this.#known) {
      if (hashes.has(hash)) continue;
      this.#known.delete(hash);
      if (version) this.#modelled.delete(version);
    }
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
