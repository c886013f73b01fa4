import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { sourceColumn } from '../loader/columns.js';
import { originOf, type Scripts } from '../loader/scripts.js';
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
  /** In code that was made for an update: the name of the script that was loaded as the module. */
  module?: string;
  /** In code that was made for an update: the author's name of the function. */
  title?: string;
}

/** Finds authored places; tables and maps are read from the store when first needed. */
export class Places {
  readonly #scripts: Scripts;
  readonly #store: Store;
  readonly #columns = new Map<string, string>();
  readonly #texts = new Map<string, string | undefined>();
  readonly #stripMaps = new Map<string, TraceMap | null>();

  constructor(scripts: Scripts, store: Store) {
    this.#scripts = scripts;
    this.#store = store;
  }

  /**
   * @param script The name V8 has for the script.
   * @param line 1-based, as call sites count.
   * @param column 1-based.
   * @param position Offset in the script, for scripts that the agent has evaluated.
   * @returns `undefined` for scripts that are not the program's, and for code no author has written.
   */
  ofScript(
    script: string,
    line: number,
    column: number,
    position?: number,
  ): AuthoredPlace | undefined {
    const loaded = this.#scripts.loaded(script);
    if (loaded) {
      const table = loaded.skipped === undefined ? this.#columnsOf(loaded.hash) : '';
      const textColumn = table === '' ? column - 1 : sourceColumn(table, line, column - 1);
      return this.#newest(loaded.id, loaded.hash, line, textColumn);
    }
    const generated = this.#scripts.generated(script);
    if (!generated || position === undefined) return undefined;
    const { id, hash, title } = generated;
    const origin = originOf(generated, position);
    const place = origin === undefined ? undefined : this.ofOffset(id, hash, origin);
    const module = this.#scripts.nameOf(id) ?? id;
    return place && { ...place, module, title };
  }

  /** In code that updates have left in use, the place where it stands in the newest version. */
  #newest(id: string, hash: string, line: number, column: number): AuthoredPlace {
    const moves = this.#scripts.movesOf(hash);
    const text = moves && this.#textOf(hash);
    if (!moves || text === undefined) return this.ofText(id, hash, line, column);
    let start = 0;
    for (let at = 1; at < line; at++) start = text.indexOf('\n', start) + 1;
    const offset = start + column;
    for (let i = 0; i < moves.ranges.length; i += 3) {
      const [from = 0, end = 0, now = 0] = moves.ranges.slice(i, i + 3);
      if (offset < from || offset > end) continue;
      const moved = this.ofOffset(id, moves.to, now + offset - from);
      if (moved) return moved;
    }
    return this.ofText(id, hash, line, column);
  }

  /** The authored place for an offset in a module text. */
  ofOffset(id: string, hash: string, offset: number): AuthoredPlace | undefined {
    const text = this.#textOf(hash);
    if (text === undefined) return undefined;
    const before = text.slice(0, offset);
    const line = before.split('\n').length;
    return this.ofText(id, hash, line, offset - (before.lastIndexOf('\n') + 1));
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

  #textOf(hash: string): string | undefined {
    if (!this.#texts.has(hash)) this.#texts.set(hash, this.#store.text(hash));
    return this.#texts.get(hash);
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
