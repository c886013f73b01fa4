import type { Position } from './position.js';

/** Offsets and positions of a text. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  get count(): number {
    return this.#starts.length;
  }

  /** @returns 1-based */
  position(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** @param position 1-based; a column behind the line's end means its end. */
  offset({ line, column }: Position): number {
    const start = this.#starts[line - 1];
    if (start === undefined) return this.#length;
    const next = this.#starts[line] ?? this.#length + 1;
    return Math.min(start + column - 1, next - 1);
  }
}
