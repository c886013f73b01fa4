import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Position, Range } from 'vscode-languageserver-protocol';
import { LineStarts } from '../../../program-model/line-starts.js';

/** Lines of a text as the editor counts them. */
export class Lines {
  readonly #lines: LineStarts;

  constructor(readonly text: string) {
    this.#lines = new LineStarts(text);
  }

  get count(): number {
    return this.#lines.count;
  }

  position(offset: number): Position {
    const line = this.#lines.lineAt(offset);
    return { line, character: offset - this.#lines.start(line) };
  }

  /** Where a line's text ends, without white space; 0-based. */
  endOf(line: number): Position {
    return { line, character: this.lineText(line).trimEnd().length };
  }

  /** Where a line's text begins, without white space; 0-based. */
  startOf(line: number): Position {
    const text = this.lineText(line);
    return { line, character: text.length - text.trimStart().length };
  }

  lineText(line: number): string {
    return this.#lines.lineText(line);
  }
}

/** Leads from places of a module text to what its author wrote. */
export class AuthorMap {
  readonly lines: Lines;
  readonly #own: Lines | undefined;
  readonly #map: TraceMap | undefined;

  /**
   * @param text The module text.
   * @param authored What the author wrote.
   * @param map Source map (JSON) from the one to the other; without it, columns and lines agree.
   */
  constructor(text: string, authored: string, map: string | undefined) {
    // A byte order mark counts as a character for the editor, not for the model.
    this.lines = new Lines(authored.startsWith('\ufeff') ? authored.slice(1) : authored);
    if (map === undefined) return;
    this.#own = new Lines(text);
    this.#map = new TraceMap(map);
  }

  position(offset: number): Position {
    if (!this.#own || !this.#map) return this.lines.position(offset);
    const { line, character } = this.#own.position(offset);
    const found = originalPositionFor(this.#map, { line: line + 1, column: character });
    if (found.source === null) return { line: 0, character: 0 };
    return { line: found.line - 1, character: found.column };
  }

  /** The author's 1-based line. */
  readonly lineOf = (offset: number): number => this.position(offset).line + 1;

  /** From a place to the end of what stands on its line, or of the node if that comes first. */
  range(start: number, end: number): Range {
    const from = this.position(start);
    const lineEnd = this.lines.endOf(from.line);
    if (this.#map) return { start: from, end: lineEnd };
    const to = this.position(end);
    return { start: from, end: to.line > from.line ? lineEnd : to };
  }

  /** A name that the author wrote at a place. */
  name(offset: number, name: string): Range {
    const start = this.position(offset);
    return { start, end: { line: start.line, character: start.character + name.length } };
  }

  /** All of a node; in TypeScript the end is that of the line that its last character is on. */
  whole(start: number, end: number): Range {
    const from = this.position(start);
    if (!this.#map) return { start: from, end: this.position(end) };
    const last = this.position(Math.max(start, end - 1)).line;
    return { start: from, end: this.lines.endOf(Math.max(last, from.line)) };
  }
}
