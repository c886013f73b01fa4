import { diffArrays } from 'diff';
import { sharedEnds } from '../../../program-model/model/shared-ends.js';
import type { Hunk } from './types.js';

/** Beyond this many changed lines a difference counts as one. */
const MAX_EDITS = 2000;

const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

const isLineStart = (text: string, at: number): boolean => at === 0 || text[at - 1] === '\n';

/** The part of each text that whole lines which both begin or end with leave, and how many of them come first. */
function changedPart(old: string, now: string): { old: string; now: string; line: number } {
  const { prefix, suffix } = sharedEnds(old, now);
  const start = prefix === 0 ? 0 : old.lastIndexOf('\n', prefix - 1) + 1;
  let end = old.length - suffix;
  if (!isLineStart(old, end) || !isLineStart(now, now.length - suffix)) {
    const next = old.indexOf('\n', end);
    end = next < 0 ? old.length : next + 1;
  }
  let line = 0;
  for (let at = old.indexOf('\n'); at >= 0 && at < start; at = old.indexOf('\n', at + 1)) line += 1;
  return { old: old.slice(start, end), now: now.slice(start, now.length - old.length + end), line };
}

/** What differs between two texts, by lines. */
export function findHunks(old: string, now: string): Hunk[] {
  if (old === now) return [];
  const part = changedPart(old, now);
  const before = linesOf(part.old);
  const after = linesOf(part.now);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const oldMiddle = before.slice(head, before.length - tail);
  const nowMiddle = after.slice(head, after.length - tail);
  if (oldMiddle.length === 0 && nowMiddle.length === 0) return [];
  const whole: Hunk = {
    oldStart: part.line + head,
    start: part.line + head,
    end: part.line + head + nowMiddle.length,
    text: oldMiddle.join(''),
  };
  if (oldMiddle.length === 0 || nowMiddle.length === 0) return [whole];
  const changes = diffArrays(oldMiddle, nowMiddle, { maxEditLength: MAX_EDITS });
  if (!changes) return [whole];
  const hunks: Hunk[] = [];
  let oldLine = part.line + head;
  let line = oldLine;
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
    const count = linesOf(text).length;
    if (oldLine < oldStart + count)
      return Math.min(start + (oldLine - oldStart), Math.max(start, end - 1));
    shift = end - (oldStart + count);
  }
  return oldLine + shift;
}
