import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../../protocol/diagnostics.js';

export type ModuleFormat = 'module' | 'commonjs';

/** One version of one module. */
export interface StoreEntry {
  /** Absolute path of the authored file. */
  id: string;
  hash: string;
  format: ModuleFormat;
  authored: string;
  /** What the program model works on: plain JavaScript. */
  text: string;
  /** Source map (JSON) from the module text to what the author wrote, if that is another text. */
  stripMap?: string;
  /** What is loaded: the instrumented text, or the module text when it cannot be instrumented. */
  code: string;
  /** Columns of `code` → columns of `text` (see columns.ts). */
  columns: string;
  /** Where functions and classes begin and end in `text` (see program-model/model/ranges.ts). */
  ranges?: readonly number[];
  /** Source map (JSON) from `code` to what the author wrote, for debuggers. */
  displayMap: string;
  /** Why the module is not instrumented, if so. */
  skipped?: Diagnostic;
}

/** What starting a program needs of an entry. */
export interface LoadedCode {
  code: string;
  format: ModuleFormat;
  skipped?: Diagnostic;
}

interface Trailer {
  id: string;
  format: ModuleFormat;
  skipped?: Diagnostic;
}

const trailerMark = '\n//# restitch ';

/** How old an entry's time stamp may get before a use renews it. */
const renewAfterMs = 24 * 3600_000;

/** The per-user cache folder: RESTITCH_CACHE_DIR, else what the platform has for it. */
export function defaultStoreFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['RESTITCH_CACHE_DIR']) return env['RESTITCH_CACHE_DIR'];
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'restitch');
  if (process.platform === 'win32' && env['LOCALAPPDATA']) {
    return join(env['LOCALAPPDATA'], 'restitch', 'cache');
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'restitch');
  return join(homedir(), '.cache', 'restitch');
}

/**
 * Content-addressed store of module versions, shared by all processes of a user. An entry is a few
 * files with the hash in their names; the one with the code is written last, each by renaming, so
 * that an entry is either whole or not there.
 */
export class Store {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The code of an entry, or `undefined` when it is not in the store. */
  code(hash: string): LoadedCode | undefined {
    const file = this.#file(hash, 'js');
    let code: string;
    try {
      code = readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
    const parts = withoutTrailer(code);
    if (!parts) return undefined;
    this.touch(hash);
    return loadedCode(parts);
  }

  /** A whole entry, or `undefined` when it is not in the store. */
  get(hash: string): StoreEntry | undefined {
    const parts = withoutTrailer(this.#read(hash, 'js') ?? '');
    const authored = this.#read(hash, 'authored');
    const columns = this.#read(hash, 'columns');
    const displayMap = this.#read(hash, 'map');
    if (!parts || authored === undefined) return undefined;
    if (columns === undefined || displayMap === undefined) return undefined;
    const stripMap = this.stripMap(hash);
    return {
      ...parts,
      hash,
      authored,
      columns,
      displayMap,
      text: this.#read(hash, 'text') ?? authored,
      ...(stripMap === undefined ? {} : { stripMap }),
    };
  }

  /** The columns of an entry alone, for mapping a stack. */
  columns(hash: string): string | undefined {
    return this.#read(hash, 'columns');
  }

  /** Where the functions of an entry begin and end; `undefined` when it is not instrumented. */
  ranges(hash: string): readonly number[] | undefined {
    const text = this.#read(hash, 'ranges');
    return text === undefined ? undefined : (JSON.parse(text) as number[]);
  }

  /** The strip map of an entry alone. */
  stripMap(hash: string): string | undefined {
    return this.#read(hash, 'strip');
  }

  /** The module text of an entry alone. */
  text(hash: string): string | undefined {
    return this.#read(hash, 'text') ?? this.#read(hash, 'authored');
  }

  /** The file that an entry was made from. */
  idOf(hash: string): string | undefined {
    return withoutTrailer(this.#read(hash, 'js') ?? '')?.id;
  }

  /** What the author wrote, alone. */
  authored(hash: string): string | undefined {
    return this.#read(hash, 'authored');
  }

  /**
   * Writes an entry. Another process that writes the same at the same time does no harm.
   * @returns The code as it is to be loaded from now on.
   * @throws When the folder cannot be written.
   */
  put(entry: StoreEntry): LoadedCode {
    mkdirSync(join(this.folder, entry.hash.slice(0, 2)), { recursive: true, mode: 0o700 });
    this.#write(entry.hash, 'authored', entry.authored);
    if (entry.text !== entry.authored) this.#write(entry.hash, 'text', entry.text);
    if (entry.stripMap !== undefined) this.#write(entry.hash, 'strip', entry.stripMap);
    this.#write(entry.hash, 'columns', entry.columns);
    if (entry.ranges) this.#write(entry.hash, 'ranges', JSON.stringify(entry.ranges));
    this.#write(entry.hash, 'map', entry.displayMap);
    const { id, format, code, skipped } = entry;
    const trailer: Trailer = { id, format, ...(skipped ? { skipped } : {}) };
    this.#write(entry.hash, 'js', code + trailerMark + JSON.stringify(trailer));
    return loadedCode(entry);
  }

  /** Where the display map of an entry lies. */
  displayMapFile(hash: string): string {
    return this.#file(hash, 'map');
  }

  /** Marks an entry as used, so that {@link trim} keeps it. */
  touch(hash: string): void {
    const file = this.#file(hash, 'js');
    try {
      if (Date.now() - statSync(file).mtimeMs < renewAfterMs) return;
      const now = new Date();
      utimesSync(file, now, now);
    } catch {
      // Somebody else's trim was faster: the entry is made anew when it is needed.
    }
  }

  /** Removes the entries used longest ago until the store has at most `limit` bytes. */
  trim(limit: number): void {
    const entries = new Map<string, { bytes: number; used: number; files: string[] }>();
    let total = 0;
    for (const folder of listFolder(this.folder)) {
      for (const name of listFolder(join(this.folder, folder))) {
        const file = join(this.folder, folder, name);
        const stat = statSync(file, { throwIfNoEntry: false });
        if (!stat) continue;
        const hash = name.slice(0, name.indexOf('.'));
        const entry = entries.get(hash) ?? { bytes: 0, used: 0, files: [] };
        entry.bytes += stat.size;
        entry.used = Math.max(entry.used, stat.mtimeMs);
        // The code goes first: without it there is no entry.
        if (name.endsWith('.js')) entry.files.unshift(file);
        else entry.files.push(file);
        entries.set(hash, entry);
        total += stat.size;
      }
    }
    const oldestFirst = [...entries.values()].sort((a, b) => a.used - b.used);
    for (const entry of oldestFirst) {
      if (total <= limit) return;
      for (const file of entry.files) rmSync(file, { force: true });
      total -= entry.bytes;
    }
  }

  #file(hash: string, kind: string): string {
    return join(this.folder, hash.slice(0, 2), `${hash}.${kind}`);
  }

  #read(hash: string, kind: string): string | undefined {
    try {
      return readFileSync(this.#file(hash, kind), 'utf8');
    } catch {
      return undefined;
    }
  }

  #write(hash: string, kind: string, text: string): void {
    const file = this.#file(hash, kind);
    const unique = `${process.pid}-${Math.random().toString(36).slice(2)}`;
    const scratch = `${file}.${unique}`;
    writeFileSync(scratch, text, { mode: 0o600 });
    renameSync(scratch, file);
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Of an entry, what is loaded. */
export function loadedCode({ code, format, skipped }: LoadedCode): LoadedCode {
  return { code, format, ...(skipped ? { skipped } : {}) };
}

/** What the entry is stands in a comment at the end of its file. */
function withoutTrailer(text: string): (Trailer & { code: string }) | undefined {
  const start = text.lastIndexOf(trailerMark);
  if (start < 0) return undefined;
  try {
    const trailer = JSON.parse(text.slice(start + trailerMark.length)) as Trailer;
    return { ...trailer, code: text.slice(0, start) };
  } catch {
    return undefined;
  }
}

/** The store's hash of a version, without what an update adds to make it unique in the history. */
export const contentHash = (hash: string): string => hash.split('~')[0] ?? hash;
