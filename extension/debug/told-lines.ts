/** A breakpoint as an adapter tells of it; lines from 1. */
interface Told {
  id?: number;
  line?: number;
  verified?: boolean;
}

/** What an adapter sends, as far as it tells of breakpoints. */
export interface ToldMessage {
  type?: string;
  command?: string;
  event?: string;
  body?: { breakpoint?: Told; breakpoints?: Told[] };
}

/** Remembers the lines that an adapter has told, to know which breakpoints it has moved. */
export class ToldLines {
  readonly #lines = new Map<number, number>();

  /** The breakpoints that are on another line since this message; a first line is no move. */
  movedBy({ type, command, event, body }: ToldMessage): { id: number; line: number }[] {
    const isAnswer = type === 'response' && command === 'setBreakpoints';
    const isEvent = type === 'event' && event === 'breakpoint';
    if (!body || !(isAnswer || isEvent)) return [];
    const told = isAnswer ? (body.breakpoints ?? []) : body.breakpoint ? [body.breakpoint] : [];
    const moved: { id: number; line: number }[] = [];
    for (const { id, line, verified } of told) {
      if (id === undefined || line === undefined || verified !== true) continue;
      const before = this.#lines.get(id);
      this.#lines.set(id, line);
      // An answer has the line that the editor has asked for.
      if (isEvent && before !== undefined && before !== line) moved.push({ id, line });
    }
    return moved;
  }
}
