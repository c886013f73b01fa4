import { diffArrays } from 'diff';

/** How a text differs from what runs, by 0-based lines of the text. */
export interface LineChanges {
  /** Lines that are new or different: from the first, up to but without the end. */
  changed: { start: number; end: number }[];
  /** Lines in front of which some of the running text are gone; the line count: after the last. */
  removed: number[];
}

/** Texts with more lines than this are not compared: the editor would stand still. */
const MOST = 50_000;
const PATIENCE = 250;

/** Compares a text with what runs. */
export function lineChanges(running: string, text: string): LineChanges {
  const none = { changed: [], removed: [] };
  if (running === text) return none;
  const [old, now] = [linesOf(running), linesOf(text)];
  if (old.length > MOST || now.length > MOST) return none;
  const parts = diffArrays(old, now, { timeout: PATIENCE });
  if (!parts) return none;
  const found: LineChanges = none;
  let line = 0;
  let hasRemoved = false;
  for (const { added, removed, count } of parts) {
    if (added) {
      found.changed.push({ start: line, end: line + count });
      hasRemoved = false;
    } else if (hasRemoved) {
      found.removed.push(line);
      hasRemoved = false;
    }
    if (removed) hasRemoved = true;
    else line += count;
  }
  if (hasRemoved) found.removed.push(line);
  return found;
}

const linesOf = (text: string): string[] => text.split(/\r?\n/);
