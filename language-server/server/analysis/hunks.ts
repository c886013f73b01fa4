import { diffArrays } from 'diff';
import type { Hunk } from './types.js';

/** Beyond this many changed lines a difference counts as one. */
const MAX_EDITS = 2000;

const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

/** What differs between two texts, by lines. */
export function findHunks(old: string, now: string): Hunk[] {
  const before = linesOf(old);
  const after = linesOf(now);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const oldMiddle = before.slice(head, before.length - tail);
  const nowMiddle = after.slice(head, after.length - tail);
  if (oldMiddle.length === 0 && nowMiddle.length === 0) return [];
  const whole: Hunk = {
    oldStart: head,
    start: head,
    end: head + nowMiddle.length,
    text: oldMiddle.join(''),
  };
  if (oldMiddle.length === 0 || nowMiddle.length === 0) return [whole];
  const changes = diffArrays(oldMiddle, nowMiddle, { maxEditLength: MAX_EDITS });
  if (!changes) return [whole];
  const hunks: Hunk[] = [];
  let oldLine = head;
  let line = head;
  let open: Hunk | undefined;
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      open = undefined;
      oldLine += value.length;
      line += value.length;
      continue;
    }
    if (!open) hunks.push((open = { oldStart: oldLine, start: line, end: line, text: '' }));
    if (added) open.end = line += value.length;
    else {
      open.text += value.join('');
      oldLine += value.length;
    }
  }
  return hunks;
}

/** The line of the new text that an old line became, or where it was. */
export function lineNow(hunks: readonly Hunk[], oldLine: number): number {
  let shift = 0;
  for (const { oldStart, start, end, text } of hunks) {
    if (oldLine < oldStart) break;
    const count = text === '' ? 0 : linesOf(text).length;
    if (oldLine < oldStart + count)
      return Math.min(start + (oldLine - oldStart), Math.max(start, end - 1));
    shift = end - (oldStart + count);
  }
  return oldLine + shift;
}
