/** A part of the module text, copied as it is. */
export class Span {
  constructor(
    readonly start: number,
    readonly end: number,
  ) {}
}

/** A literal whose position in the output counts as `origin` in the module text. */
export class Mapped {
  constructor(
    readonly text: string,
    readonly origin: number,
  ) {}
}

/** Text under construction. */
export type Out = string | Span | Mapped | Out[];

/** The part of the module text from `start` to `end`. */
export const span = (start: number, end: number): Out => (start < end ? new Span(start, end) : '');

/** A literal that maps to an offset of the module text. */
export const mapped = (text: string, origin: number): Out => new Mapped(text, origin);

/** Joins outputs with a separator. */
export const join = (items: readonly Out[], separator: string): Out[] =>
  items.flatMap((item, at) => (at === 0 ? [item] : [separator, item]));

/** A run of output characters that came from the module text. */
export interface Run {
  /** Offset in the output. */
  at: number;
  /** Offset in the module text. */
  origin: number;
  length: number;
}

export interface Flattened {
  code: string;
  /** Ascending by `at`. */
  runs: Run[];
}

/** Joins an output tree to one text, with the runs that were copied from `source`. */
export function flatten(out: Out, source: string): Flattened {
  const parts: string[] = [];
  const runs: Run[] = [];
  let at = 0;
  const add = (text: string): void => {
    parts.push(text);
    at += text.length;
  };
  const addSpan = ({ start, end }: Span): void => {
    const last = runs[runs.length - 1];
    if (last && last.at + last.length === at && last.origin + last.length === start) {
      last.length += end - start;
    } else {
      runs.push({ at, origin: start, length: end - start });
    }
    add(source.slice(start, end));
  };
  const visit = (item: Out): void => {
    if (typeof item === 'string') add(item);
    else if (item instanceof Span) addSpan(item);
    else if (item instanceof Mapped) {
      runs.push({ at, origin: item.origin, length: item.text.length });
      add(item.text);
    } else for (const part of item) visit(part);
  };
  visit(out);
  return { code: parts.join(''), runs };
}

/** The module-text offset of an output offset; -1 inside inserted text. */
export function originAt(runs: readonly Run[], at: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (!run) break;
    if (at < run.at) high = middle - 1;
    else if (at >= run.at + run.length) low = middle + 1;
    else return run.origin + (at - run.at);
  }
  return -1;
}

/** The module-text offset of the last copied character before an output offset; 0 if there is none. */
export function originBefore(runs: readonly Run[], at: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const run = runs[low - 1];
  return run ? run.origin + Math.min(run.length, at - run.at) - 1 : 0;
}
