import { readFileSync, writeFileSync } from 'node:fs';

/** What became of the breakpoints of some cases. */
export class Tally {
  cases = 0;
  breakpoints = 0;
  right = 0;
  /** On another statement than its own. */
  wrong = 0;
  /** Reported as gone although its statement is there. */
  lost = 0;
  /** By the number of the line, as a debugger without versions has it. */
  byLine = 0;

  add(isRight: boolean, isFound: boolean, byLine: boolean): void {
    this.breakpoints += 1;
    if (isRight) this.right += 1;
    else if (!isFound) this.lost += 1;
    else this.wrong += 1;
    if (byLine) this.byLine += 1;
  }

  addAll(other: Tally): void {
    this.cases += other.cases;
    this.breakpoints += other.breakpoints;
    this.right += other.right;
    this.wrong += other.wrong;
    this.lost += other.lost;
    this.byLine += other.byLine;
  }
}

export const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;

/** Replaces a part of a page that is between `<!-- name -->` and `<!-- /name -->`. */
export function writePart(file: string, name: string, text: string): void {
  const page = readFileSync(file, 'utf8');
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < 0) throw new Error(`${file} has no part ${name}`);
  writeFileSync(file, `${page.slice(0, from + start.length)}\n${text}\n${page.slice(to)}`);
}
