import type { Position, Range } from 'vscode-languageserver';

const before = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);

/** Whether a position is in a range, or at its end. */
export const contains = ({ start, end }: Range, position: Position): boolean =>
  !before(position, start) && !before(end, position);

/** Whether two ranges share a place. */
export const overlap = (a: Range, b: Range): boolean =>
  !before(a.end, b.start) && !before(b.end, a.start);

/** The beginning of a document. */
export const origin: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export const sameRange = (a: Range, b: Range): boolean => JSON.stringify(a) === JSON.stringify(b);
