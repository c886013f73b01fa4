import {
  generatedPositionFor,
  GREATEST_LOWER_BOUND,
  LEAST_UPPER_BOUND,
  originalPositionFor,
  TraceMap,
} from '@jridgewell/trace-mapping';
import { originalFallback, type Position } from './position.js';
import { Version } from '../../update/versions.js';
import type { StoreEntry } from '../../loader/store.js';
import { LineIndex } from './line-index.js';

/** A place in what an author wrote; lines and columns 1-based. */
export interface AuthoredPosition extends Position {
  file: string;
}

/** Texts of more characters are instrumented when that cannot be put off any more. */
const LONG = 500_000;

/** What is needed of a version's entry in the store. */
export type SourceEntry = Pick<
  StoreEntry,
  'id' | 'hash' | 'text' | 'authored' | 'format' | 'stripMap' | 'skipped'
>;

/** One version of a module of the program: its texts, and the ways between them. */
export class SourceVersion {
  readonly #stripMap: TraceMap | undefined;
  #version: Version | undefined;
  #lines: LineIndex | undefined;

  constructor(
    readonly entry: SourceEntry,
    /** Whether each statement is a continuation point, as in sessions that a debugger has started. */
    readonly statements: boolean,
    /** Told when the model is made, which takes much more memory than the text. */
    readonly onModel: (version: SourceVersion) => void = () => undefined,
  ) {
    this.#stripMap = entry.stripMap === undefined ? undefined : new TraceMap(entry.stripMap);
  }

  get id(): string {
    return this.entry.id;
  }

  get hash(): string {
    return this.entry.hash;
  }

  /** The program model's view of it. */
  get version(): Version {
    const { id, hash, text, format } = this.entry;
    const { statements } = this;
    if (!this.#version) {
      this.#version = new Version({ id, hash, text, format, statements });
      this.onModel(this);
    }
    return this.#version;
  }

  /** Makes what the places in its instrumented text are told by, unless that would take long. */
  expect(): void {
    if (this.entry.text.length <= LONG && !this.entry.skipped) void this.version.runs;
  }

  /** Lets go of what can be made anew. */
  rest(): void {
    this.#version = undefined;
    this.#lines = undefined;
  }

  /** Lines of the module text. */
  get lines(): LineIndex {
    return (this.#lines ??= new LineIndex(this.entry.text));
  }

  /** Its text was made from another one, as that of TypeScript is. */
  get isMapped(): boolean {
    return this.#stripMap !== undefined;
  }

  /** The files that its text comes from. */
  get files(): string[] {
    const map = this.#stripMap;
    return map ? map.sources.filter((source) => source !== null) : [this.id];
  }

  /** The text of one of its files, where the version has it. */
  textOf(file: string): string | undefined {
    if (file === this.id && !this.#stripMap?.sources.some((source) => source !== file)) {
      return this.entry.authored;
    }
    if (file === this.id) return this.entry.authored;
    const at = this.#stripMap?.sources.indexOf(file) ?? -1;
    return this.#stripMap?.sourcesContent?.[at] ?? undefined;
  }

  /** Where an offset of the module text is in what the author wrote. */
  authored(offset: number): AuthoredPosition {
    const { line, column } = this.lines.position(offset);
    const here = { file: this.id, line, column };
    if (!this.#stripMap) return here;
    return originalFallback(
      (bias) => originalPositionFor(this.#stripMap as TraceMap, { line, column: column - 1, bias }),
      here,
    );
  }

  /** The offset in the module text of the first code at or behind a place; -1 where there is none. */
  offsetOf({ file, line, column }: AuthoredPosition): number {
    const map = this.#stripMap;
    if (!map) return file === this.id ? this.lines.offset({ line, column }) : -1;
    const needle = { source: file, line, column: column - 1 };
    for (const bias of [LEAST_UPPER_BOUND, GREATEST_LOWER_BOUND] as const) {
      const found = generatedPositionFor(map, { ...needle, bias });
      if (found.line !== null) {
        return this.lines.offset({ line: found.line, column: found.column + 1 });
      }
    }
    return -1;
  }
}
