/** Where the lines of a text begin. Lines and columns count from 0 here. */
export class LineStarts {
  readonly #starts: number[] = [0];

  constructor(readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The line that an offset is on. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Where a line begins; behind the last one, the text's end. */
  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** A line with its line break; '' for one that the text has not. */
  lineText(line: number): string {
    return this.text.slice(this.start(line), this.start(line + 1));
  }
}
