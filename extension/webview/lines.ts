import type { ReviewedFunction } from '../../protocol/review.js';

/** Lines that correspond, counted from the first line of each text. */
export interface LinePair {
  old: [number, number];
  now: [number, number];
  isSame: boolean;
}

/** The statements of a function that correspond, by lines; one pair for each pair of first lines. */
export function linePairs({ old, now, pairs }: ReviewedFunction): LinePair[] {
  if (!now) return [];
  const found = new Map<string, LinePair>();
  for (const pair of pairs) {
    const key = `${pair.old.start.line} ${pair.now.start.line}`;
    if (found.has(key)) continue;
    found.set(key, {
      old: [pair.old.start.line + 1 - old.line, lastLine(pair.old) + 1 - old.line],
      now: [pair.now.start.line + 1 - now.line, lastLine(pair.now) + 1 - now.line],
      isSame: pair.isSame,
    });
  }
  return [...found.values()];
}

const lastLine = ({
  start,
  end,
}: {
  start: { line: number };
  end: { line: number; character: number };
}): number => Math.max(start.line, end.character === 0 ? end.line - 1 : end.line);

/**
 * The line of the other text beside a line, interpolated between corresponding ones.
 * @param line Counted from 0; may be a fraction.
 */
export function lineBeside(line: number, pairs: readonly LinePair[], side: 'old' | 'now'): number {
  const other = side === 'old' ? 'now' : 'old';
  let before: LinePair | undefined;
  let after: LinePair | undefined;
  for (const pair of pairs) {
    const at = pair[side][0];
    if (at <= line && (!before || at > before[side][0])) before = pair;
    if (at > line && (!after || at < after[side][0])) after = pair;
  }
  if (!before) return after ? Math.max(0, line + after[other][0] - after[side][0]) : line;
  if (!after) return line + before[other][0] - before[side][0];
  const share = (line - before[side][0]) / (after[side][0] - before[side][0]);
  return before[other][0] + share * (after[other][0] - before[other][0]);
}

/** What part of a list is to be drawn. */
export interface Slice {
  from: number;
  to: number;
}

/** The items that are in sight, and some more on both sides. */
export function sliceInSight(
  scrollTop: number,
  height: number,
  itemHeight: number,
  count: number,
  more = 8,
): Slice {
  const first = Math.floor(scrollTop / itemHeight);
  const last = Math.ceil((scrollTop + height) / itemHeight);
  const from = Math.min(Math.max(0, first - more), Math.max(0, count - 1));
  return { from, to: Math.max(from, Math.min(count, last + more)) };
}

/** The curve that joins the middles of two lines, across a gap of a width. */
export function curve(fromY: number, toY: number, width: number): string {
  const bend = width / 2;
  return `M0 ${fromY}C${bend} ${fromY} ${width - bend} ${toY} ${width} ${toY}`;
}
