import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../../protocol/diagnostics.js';
import { isSmall, parsedParts, partsOf, textsOf, type Parts } from './store-parts.js';

export type ModuleFormat = 'module' | 'commonjs';

/** The texts of one version of one module. */
export interface StoredSource {
  /** Absolute path of the authored file. */
  id: string;
  hash: string;
  format: ModuleFormat;
  authored: string;
  /** What the program model works on: plain JavaScript. */
  text: string;
  /** Source map (JSON) from the module text to what the author wrote, if that is another text. */
  stripMap?: string;
  /** Why the module is not instrumented, if so. */
  skipped?: Diagnostic;
}

/** One version of one module, ready to be loaded. */
export interface StoreEntry extends StoredSource {
  /** What is loaded: the instrumented text, or the module text when it cannot be instrumented. */
  code: string;
  /** Columns of `code` → columns of `text` (see columns.ts). */
  columns: string;
  /** Where functions and classes begin and end in `text` (see program-model/model/ranges.ts). */
  ranges?: readonly number[];
  /** Of a large text, what is known of its functions (see `saveCharts`). */
  charts?: string;
  /** Of a large text, which part of `code` came from where (see `writeRuns`). */
  runs?: string;
  /** Source map (JSON) from `code` to what the author wrote, for debuggers. */
  displayMap: string;
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
  /** Where the code ends, when {@link Parts} stand between it and this. */
  end?: number;
}

/** Stands between an entry's code and its parts. */
const partsMark = '\n//# restitch-parts ';

const trailerMark = '\n//# restitch ';

/** How many bytes at the end of a file are first looked through for the trailer. */
const trailerRoom = 4096;

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
  /** The parts that were read last. */
  #parts: { hash: string; parts: Parts } | undefined;
  /** Whether what is loaded is marked as used, as the first entry says that was. */
  #renews: boolean | undefined;

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
    // A start loads the same entries each time: one tells how old the stamps of all of them are.
    if (this.#renews !== false) this.#renews = this.touch(hash);
    return loadedCode(parts);
  }

  /** A whole entry, or `undefined` when it is not in the store. */
  get(hash: string): StoreEntry | undefined {
    const parts = withoutTrailer(this.#read(hash, 'js') ?? '');
    const texts = this.#texts(hash);
    const columns = this.#read(hash, 'columns');
    const displayMap = this.#read(hash, 'map');
    if (!parts || !texts) return undefined;
    if (columns === undefined || displayMap === undefined) return undefined;
    return { ...trailerOf(parts), code: parts.code, ...texts, columns, displayMap };
  }

  /** The texts of an entry, which may be all that there is of it (see {@link putSource}). */
  source(hash: string): StoredSource | undefined {
    const trailer = this.#trailer(hash);
    const texts = this.#texts(hash);
    return trailer && texts && { ...trailerOf(trailer), ...texts };
  }

  #texts(hash: string): Pick<StoredSource, 'hash' | 'authored' | 'text' | 'stripMap'> | undefined {
    const authored = this.#read(hash, 'authored');
    if (authored === undefined) return undefined;
    const stripMap = this.stripMap(hash);
    const text = this.#read(hash, 'text') ?? authored;
    return { hash, authored, text, ...(stripMap === undefined ? {} : { stripMap }) };
  }

  /** What an entry is, without reading its code. */
  #trailer(hash: string): Trailer | undefined {
    const end = readEnd(this.#file(hash, 'js'), trailerRoom);
    if (end === undefined) return parsedTrailer(readText(this.#file(hash, 'source')));
    const start = end.lastIndexOf(trailerMark);
    if (start >= 0) return parsedTrailer(end.slice(start + trailerMark.length));
    const whole = withoutTrailer(readText(this.#file(hash, 'js')) ?? '');
    if (!whole) return undefined;
    const { code: _, ...trailer } = whole;
    return trailer;
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

  /** What is known of the functions of an entry, if it is large (see {@link StoreEntry.charts}). */
  charts(hash: string): string | undefined {
    return this.#read(hash, 'charts');
  }

  /** Which part of an entry's code came from where, if it is large (see {@link StoreEntry.runs}). */
  runs(hash: string): string | undefined {
    return this.#read(hash, 'runs');
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
    return this.#trailer(hash)?.id;
  }

  /** What the author wrote, alone. */
  authored(hash: string): string | undefined {
    return this.#read(hash, 'authored');
  }

  /** The size of what the author wrote, about; `Infinity` when it is not in the store. */
  size(hash: string): number {
    const file = statSync(this.#file(hash, 'authored'), { throwIfNoEntry: false });
    return file?.size ?? this.#partsOf(hash)['authored']?.length ?? Infinity;
  }

  /**
   * Writes an entry. Another process that writes the same at the same time does no harm.
   * @returns The code as it is to be loaded from now on.
   * @throws When the folder cannot be written.
   */
  put(entry: StoreEntry): LoadedCode {
    const { hash, code, displayMap } = entry;
    const parts = partsOf(entry);
    const inline = isSmall(parts);
    this.#makeFolder(hash);
    if (!inline) this.#writeParts(hash, parts);
    // A debugger reads it by its URL.
    this.#write(hash, 'map', displayMap);
    const trailer = { ...trailerOf(entry), ...(inline ? { end: code.length } : {}) };
    const more = inline ? partsMark + JSON.stringify(parts) : '';
    this.#write(hash, 'js', code + more + trailerMark + JSON.stringify(trailer));
    return loadedCode(entry);
  }

  /**
   * Writes the texts of a version that is not loaded now; whoever loads it later makes the rest.
   * @throws When the folder cannot be written.
   */
  putSource(source: StoredSource): void {
    this.#makeFolder(source.hash);
    this.#writeParts(source.hash, textsOf(source));
    this.#write(source.hash, 'source', JSON.stringify(trailerOf(source)));
  }

  /** Notes where the functions of an entry begin and end (see {@link StoreEntry.ranges}). */
  putRanges(hash: string, ranges: readonly number[]): void {
    this.#write(hash, 'ranges', JSON.stringify(ranges));
  }

  hasRanges(hash: string): boolean {
    return existsSync(this.#file(hash, 'ranges')) || this.#partsOf(hash)['ranges'] !== undefined;
  }

  #makeFolder(hash: string): void {
    mkdirSync(join(this.folder, hash.slice(0, 2)), { recursive: true, mode: 0o700 });
  }

  #writeParts(hash: string, parts: Parts): void {
    for (const [kind, part] of Object.entries(parts)) this.#write(hash, kind, part ?? '');
  }

  /** Where the display map of an entry lies. */
  displayMapFile(hash: string): string {
    return this.#file(hash, 'map');
  }

  /**
   * Marks an entry as used, so that {@link trim} keeps it.
   * @returns Whether that was due.
   */
  touch(hash: string): boolean {
    const file = this.#file(hash, 'js');
    try {
      if (Date.now() - statSync(file).mtimeMs < renewAfterMs) return false;
      const now = new Date();
      utimesSync(file, now, now);
    } catch {
      // Somebody else's trim was faster: the entry is made anew when it is needed.
    }
    return true;
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
    const known = this.#parts?.hash === hash ? this.#parts.parts[kind] : undefined;
    return known ?? readText(this.#file(hash, kind)) ?? this.#partsOf(hash)[kind];
  }

  /** The parts that stand behind the code of an entry, if it is small. */
  #partsOf(hash: string): Parts {
    if (this.#parts?.hash === hash) return this.#parts.parts;
    const end = this.#trailer(hash)?.end;
    if (end === undefined) return {};
    const text = readText(this.#file(hash, 'js')) ?? '';
    const parts = parsedParts(text.slice(end + partsMark.length, text.lastIndexOf(trailerMark)));
    this.#parts = { hash, parts };
    return parts;
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

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What the entry is stands in a comment at the end of its file. */
function withoutTrailer(text: string): (Trailer & { code: string }) | undefined {
  const start = text.lastIndexOf(trailerMark);
  const trailer = start < 0 ? undefined : parsedTrailer(text.slice(start + trailerMark.length));
  return trailer && { ...trailer, code: text.slice(0, trailer.end ?? start) };
}

const trailerOf = ({ id, format, skipped }: Trailer): Trailer => ({
  id,
  format,
  ...(skipped ? { skipped } : {}),
});

function parsedTrailer(json = ''): Trailer | undefined {
  try {
    return JSON.parse(json) as Trailer;
  } catch {
    return undefined;
  }
}

/** The last bytes of a file as text; `undefined` when there is no such file. */
function readEnd(file: string, bytes: number): string | undefined {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return undefined;
  }
  try {
    const { size } = fstatSync(handle);
    const buffer = Buffer.alloc(Math.min(bytes, size));
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8');
  } finally {
    closeSync(handle);
  }
}

/** The store's hash of a version, without what an update adds to make it unique in the history. */
export const contentHash = (hash: string): string => hash.split('~')[0] ?? hash;
