import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { sourceColumn } from '../loader/columns.js';
import type { Scripts } from '../loader/scripts.js';
import type { Store } from '../loader/store.js';

/** A place in what the author wrote: absolute path, line and column 1-based. */
export interface AuthoredPlace {
  file: string;
  line: number;
  column: number;
  /** The module version that runs there. */
  hash: string;
  /** How stack traces name the file: its path, or its URL in an ES module. */
  script?: string;
}

/** Finds authored places; tables and maps are read from the store when first needed. */
export class Places {
  readonly #scripts: Scripts;
  readonly #store: Store;
  readonly #columns = new Map<string, string>();
  readonly #stripMaps = new Map<string, TraceMap | null>();

  constructor(scripts: Scripts, store: Store) {
    this.#scripts = scripts;
    this.#store = store;
  }

  /**
   * @param script The name V8 has for the script.
   * @param line 1-based, as call sites count.
   * @param column 1-based.
   * @returns `undefined` for scripts that are not the program's, and for code no author has written.
   */
  ofScript(script: string, line: number, column: number): AuthoredPlace | undefined {
    const loaded = this.#scripts.loaded(script);
    if (loaded) {
      const table = loaded.skipped === undefined ? this.#columnsOf(loaded.hash) : '';
      const textColumn = table === '' ? column - 1 : sourceColumn(table, line, column - 1);
      return this.ofText(loaded.id, loaded.hash, line, textColumn);
    }
    const generated = this.#scripts.generated(script);
    const place = generated?.locate(line, column - 1);
    return (
      generated && place && this.ofText(generated.id, generated.hash, place.line, place.column)
    );
  }

  /** The authored place for one in a module text (line 1-based, column 0-based). */
  ofText(id: string, hash: string, line: number, column: number): AuthoredPlace {
    const map = this.#stripMap(hash);
    const here = { file: id, line, column: column + 1, hash };
    if (!map) return here;
    const found = originalPositionFor(map, { line, column });
    if (found.source === null) return here;
    return { file: found.source, line: found.line, column: found.column + 1, hash };
  }

  /** Whether a script is a module of the program, or was made from one. */
  knows(script: string): boolean {
    return (
      this.#scripts.loaded(script) !== undefined || this.#scripts.generated(script) !== undefined
    );
  }

  #columnsOf(hash: string): string {
    let table = this.#columns.get(hash);
    if (table === undefined) this.#columns.set(hash, (table = this.#store.columns(hash) ?? ''));
    return table;
  }

  #stripMap(hash: string): TraceMap | null {
    let map = this.#stripMaps.get(hash);
    if (map === undefined) {
      const json = this.#store.stripMap(hash);
      map = json === undefined ? null : new TraceMap(json);
      this.#stripMaps.set(hash, map);
    }
    return map;
  }
}

/** A script's name as a path. */
export function scriptPath(script: string): string {
  if (!script.startsWith('file:')) return script;
  const end = script.search(/[?#]/);
  return fileURLToPath(end < 0 ? script : script.slice(0, end));
}
