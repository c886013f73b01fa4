import { LineStarts } from '../../../program-model/line-starts.js';
import type { Position } from './position.js';

/** Offsets and positions of a text. */
export class LineIndex {
  readonly #lines: LineStarts;

  constructor(text: string) {
    this.#lines = new LineStarts(text);
  }

  get count(): number {
    return this.#lines.count;
  }

  /** @returns 1-based */
  position(offset: number): Position {
    const line = this.#lines.lineAt(offset);
    return { line: line + 1, column: offset - this.#lines.start(line) + 1 };
  }

  /** @param position 1-based; a column behind the line's end means its end. */
  offset({ line, column }: Position): number {
    const { length } = this.#lines.text;
    if (line > this.count) return length;
    const end = line < this.count ? this.#lines.start(line) - 1 : length;
    return Math.min(this.#lines.start(line - 1) + column - 1, end);
  }
}
