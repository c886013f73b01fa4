import type { SourceModel } from '../../program-model/model/types.js';
import { assign, type Candidate } from './assignment.js';
import type { ModuleChange } from './across.js';

/** A file that has another name now. */
export interface RenamedFile {
  old: ModuleChange & { old: SourceModel };
  now: ModuleChange & { now: SourceModel };
  /** Share of lines and statements that both have, 0 to 1. */
  likeness: number;
}

/** Less of a file found in another one is code that moved, not the file. */
const SAME_FILE = 0.5;
const SAME_NAME_BONUS = 0.1;

/** Pairs files that are gone with files that are new by the lines they share. */
export function findRenamedFiles(changes: readonly ModuleChange[]): RenamedFile[] {
  const gone = changes.filter((c): c is RenamedFile['old'] => c.old !== undefined && !c.now);
  const fresh = changes.filter((c): c is RenamedFile['now'] => c.now !== undefined && !c.old);
  const candidates: Candidate[] = [];
  const bags = fresh.map(({ now }) => linesOf(now));
  gone.forEach((from, a) => {
    const lines = linesOf(from.old);
    fresh.forEach((to, b) => {
      const likeness = shared(lines, bags[b] as Lines);
      if (likeness < SAME_FILE) return;
      const bonus = baseName(from.id) === baseName(to.id) ? SAME_NAME_BONUS : 0;
      candidates.push({ a, b, score: likeness + bonus });
    });
  });
  return assign(candidates).map(({ a, b }) => {
    const old = gone[a] as RenamedFile['old'];
    const now = fresh[b] as RenamedFile['now'];
    return { old, now, likeness: shared(linesOf(old.old), bags[b] as Lines) };
  });
}

interface Lines {
  counts: Map<string, number>;
  total: number;
}

/** The lines and statements that say something, with how often each occurs. */
function linesOf({ text }: SourceModel): Lines {
  const counts = new Map<string, number>();
  let total = 0;
  // Also where a whole file stands on one line.
  for (const line of text.split(/[\n;{}]/)) {
    const bare = line.trim();
    if (bare.length < 3) continue;
    counts.set(bare, (counts.get(bare) ?? 0) + 1);
    total++;
  }
  return { counts, total };
}

/** Dice's coefficient of two files' lines. */
function shared(a: Lines, b: Lines): number {
  if (a.total + b.total === 0) return 0;
  let common = 0;
  for (const [line, count] of a.counts) common += Math.min(count, b.counts.get(line) ?? 0);
  return (2 * common) / (a.total + b.total);
}

const baseName = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
