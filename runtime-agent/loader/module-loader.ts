import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CodeCache, type LoadedBundle } from '../code-cache/code-cache.js';
import { nodeTarget } from './node-target.js';
import type * as Compile from './compile.js';
import { fileKind, type FileKind } from './file-kind.js';
import { hashText } from './hash.js';
import {
  loadedCode,
  type LoadedCode,
  type Store,
  type StoredSource,
  type StoreEntry,
} from './store.js';
import type * as TsConfig from './tsconfig.js';
import { withPlainWorkers } from './worker-threads.js';

/** A script as V8 knows it, and the module version it was made from. */
export interface LoadedScript {
  /** What call sites give as the script's name: a path for CommonJS, a URL for ES modules. */
  script: string;
  /** Absolute path. */
  id: string;
  hash: string;
  /** Why it is not instrumented, if so. */
  skipped?: string;
}

export interface ModuleLoaderOptions {
  store: Store;
  /** The bundle that has {@link Compile.compileModule}, beside those that it needs; loaded when the
   * store misses an entry. */
  compileBundle: string;
  /** Has V8's code of these bundles; by default one for a process without a program. */
  codeCache?: CodeCache | undefined;
  /** Tells this build of Restitch from others. */
  build: string;
  onLoaded: (script: LoadedScript) => void;
  /** A debugger drives the session: it may stop, and update, at every statement. */
  statements?: boolean;
  /** Called before TypeScript is loaded for the first time. */
  onTypeScript?: () => void;
  /** Files of which the session runs a version already, with its hash: they are loaded in it. */
  pins?: Readonly<Record<string, string>>;
}

/** What is loaded in place of an authored file. */
export interface Transformed extends LoadedCode {
  hash: string;
}

/** The size of a text that is instrumented before anybody asks for it, in bytes. */
const preparedSize = 500_000;

const noTypeScript: TsConfig.TypeScriptOptions = { compilerOptions: {}, emitsCommonJs: false };

/** Turns authored files into what is loaded, by way of the store. */
export class ModuleLoader {
  readonly store: Store;
  readonly #options: ModuleLoaderOptions;
  readonly #recent = new Map<string, Transformed>();
  readonly #codeCache: CodeCache;
  #bundle: LoadedBundle | undefined;
  #tsconfigBundle: LoadedBundle | undefined;
  #typescript = false;

  /** Whether every statement is a continuation point. */
  get statements(): boolean {
    return this.#options.statements ?? false;
  }

  constructor(options: ModuleLoaderOptions) {
    this.store = options.store;
    this.#options = options;
    this.#codeCache = options.codeCache ?? new CodeCache(options.store.folder);
  }

  /**
   * @param id Absolute path of the file.
   * @param name The name that V8 will know the script by, which depends on the format that is found.
   * @param authored The file's text.
   * @param format Node's word on the format, where it has one.
   * @throws {RestitchError} RS1102 for TypeScript that does not parse.
   */
  transform(
    id: string,
    name: string | ((format: LoadedCode['format']) => string),
    authored: string,
    format?: FileKind['format'],
  ): Transformed {
    const request = this.#request(id, authored, format);
    const pinned = this.#options.pins?.[id];
    const running = pinned === undefined ? undefined : this.#running(pinned);
    const hash = running && pinned !== undefined ? pinned : request.hash;
    let loaded = this.#recent.get(hash);
    if (!loaded) {
      loaded = { hash, ...(running ?? this.store.code(hash) ?? this.#make(request)) };
      this.#recent.set(hash, loaded);
      // Node asks for some files twice in a row; there is no use in keeping them longer.
      if (this.#recent.size > 4) this.#recent.delete(this.#recent.keys().next().value ?? '');
    }
    const { skipped } = loaded;
    const script = typeof name === 'string' ? name : name(loaded.format);
    this.#options.onLoaded({ script, id, hash, ...(skipped ? { skipped: skipped.message } : {}) });
    return loaded;
  }

  /**
   * The version of a file that lies on disk now, made and stored when it is new.
   * @param format The format that the module was loaded with.
   * @throws {RestitchError} RS1102; and what reading the file throws.
   */
  version(id: string, format?: FileKind['format']): StoreEntry {
    const request = this.#request(id, readFileSync(id, 'utf8'), format);
    const known = this.store.get(request.hash);
    if (known) return known;
    const entry = this.#compile(request);
    this.#put(entry);
    return entry;
  }

  /**
   * As {@link version}, without what only a thread that loads the module needs.
   * @param text What takes the place of the file's text.
   * @throws {RestitchError} RS1102 for TypeScript that does not parse; JavaScript is not parsed yet.
   */
  source(id: string, format?: FileKind['format'], text = readFileSync(id, 'utf8')): StoredSource {
    const request = this.#request(id, text, format);
    const known = this.store.source(request.hash);
    if (known) return known;
    const { hash, authored } = request;
    const compiler = this.#compiler();
    const module = withPlainWorkers(() => compiler.moduleText(request));
    const source = { id, hash, authored, ...module };
    try {
      this.store.putSource(source);
    } catch {
      // As in `#put`; threads that start from now on load what lies on disk then.
    }
    return source;
  }

  /** Makes what threads need that load a version which an update has brought, unless it is large. */
  prepare(hash: string): void {
    if (this.store.size(hash) <= preparedSize) this.#running(hash);
  }

  /** A version that an update has brought: nobody may have loaded it so far. */
  #running(hash: string): LoadedCode | undefined {
    const known = this.store.code(hash);
    const source = known ? undefined : this.store.source(hash);
    if (!source) return known;
    const { statements } = this;
    const displayMapFile = this.store.displayMapFile(hash);
    const compiler = this.#compiler();
    return this.#put(
      withPlainWorkers(() => compiler.compileSource(source, { displayMapFile, statements })),
    );
  }

  /** A plan's TypeScript as an expression (see transformer.ts). */
  compileTransformer(file: string, text: string): string {
    return this.#compiler().compileTransformer(file, text);
  }

  #compiler(): typeof Compile {
    const { compileBundle } = this.#options;
    return (this.#bundle ??= this.#loadHidden(compileBundle)).exports as typeof Compile;
  }

  #request(
    id: string,
    authored: string,
    format: FileKind['format'],
  ): Omit<Compile.CompileRequest, 'displayMapFile'> {
    const named = fileKind(id);
    const kind = { ...named, format: format ?? named.format };
    const isTypeScript = kind.typescript || kind.jsx;
    const typescript = isTypeScript ? this.#tsconfig().typeScriptOptions(id) : noTypeScript;
    const { build, onTypeScript, statements = false } = this.#options;
    if (isTypeScript && onTypeScript && !this.#typescript) {
      this.#typescript = true;
      onTypeScript();
    }
    const matters = JSON.stringify([build, nodeTarget, id, kind, typescript, statements]);
    return {
      id,
      // A large text is not copied to stand behind what else matters.
      hash: hashText(`${matters}\n${hashText(authored)}`),
      authored,
      kind,
      typescript,
      statements,
    };
  }

  #tsconfig(): typeof TsConfig {
    const bundle = join(dirname(this.#options.compileBundle), 'tsconfig.cjs');
    return (this.#tsconfigBundle ??= this.#loadHidden(bundle)).exports as typeof TsConfig;
  }

  #compile(request: Omit<Compile.CompileRequest, 'displayMapFile'>): StoreEntry {
    const { compileModule } = this.#compiler();
    const displayMapFile = this.store.displayMapFile(request.hash);
    const entry = withPlainWorkers(() => compileModule({ ...request, displayMapFile }));
    // By now most of what there is in them has run once.
    this.#bundle?.save();
    this.#tsconfigBundle?.save();
    return entry;
  }

  #make(request: Omit<Compile.CompileRequest, 'displayMapFile'>): LoadedCode {
    return this.#put(this.#compile(request));
  }

  #put(entry: StoreEntry): LoadedCode {
    try {
      return this.store.put(entry);
    } catch {
      // No room, no rights: the program runs all the same, only without a warm start.
      return loadedCode(entry);
    }
  }

  /** Loads a bundle without a trace in `require.cache`, where a program may look at its own modules. */
  #loadHidden(bundle: string): LoadedBundle {
    const { cache } = createRequire(bundle);
    const before = new Set(Object.keys(cache));
    const loaded = this.#codeCache.load(bundle);
    for (const file of Object.keys(cache)) {
      if (!before.has(file)) Reflect.deleteProperty(cache, file);
    }
    return loaded;
  }
}
