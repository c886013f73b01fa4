/**
 * New text of a change: literal text, text that stands for what was at an offset (a renamed
 * identifier), or text taken over from a range, with changes inside it.
 */
export type Piece =
  string | { text: string; at: number } | { from: [number, number]; changes?: readonly Change[] };

/** Replaces a range of the text; ranges of one edit must not overlap. */
export interface Change {
  start: number;
  end: number;
  pieces: readonly Piece[];
}

/** A text of which each character knows where it stood in the first version (-1: it is new). */
export interface Doc {
  text: string;
  origin: Int32Array;
}

export function freshDoc(text: string): Doc {
  return { text, origin: Int32Array.from({ length: text.length }, (_, i) => i) };
}

/** Applies changes; offsets are those of `doc` before any of them. */
export function applyChanges(doc: Doc, changes: readonly Change[]): Doc {
  const text: string[] = [];
  const origin: number[] = [];
  const copy = (start: number, end: number): void => {
    text.push(doc.text.slice(start, end));
    for (let i = start; i < end; i++) origin.push(doc.origin[i] as number);
  };
  const write = (start: number, end: number, inside: readonly Change[]): void => {
    let at = start;
    for (const change of [...inside].sort((a, b) => a.start - b.start || a.end - b.end)) {
      if (change.start < at) throw new RangeError('overlapping changes');
      copy(at, change.start);
      for (const piece of change.pieces) put(piece);
      at = change.end;
    }
    copy(at, end);
  };
  const put = (piece: Piece): void => {
    if (typeof piece === 'string') {
      text.push(piece);
      for (let i = 0; i < piece.length; i++) origin.push(-1);
    } else if ('from' in piece) {
      write(piece.from[0], piece.from[1], piece.changes ?? []);
    } else {
      text.push(piece.text);
      for (let i = 0; i < piece.text.length; i++) {
        origin.push(i === 0 ? (doc.origin[piece.at] as number) : -1);
      }
    }
  };
  write(0, doc.text.length, changes);
  return { text: text.join(''), origin: Int32Array.from(origin) };
}
