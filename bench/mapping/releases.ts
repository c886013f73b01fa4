import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inferCorrespondence } from '../../language-server/inference/index.js';
import { modelText } from './corpus.js';
import { CONFIDENT } from './score.js';

export interface ReleaseFigures {
  /** Files that both releases have and that differ. */
  files: number;
  /** Old functions, points and new variables in functions whose text changed. */
  functions: Counts;
  points: Counts;
  locals: Counts;
}

interface Counts {
  total: number;
  /** Mapped with no question. */
  mapped: number;
  confident: number;
}

const counts = (): Counts => ({ total: 0, mapped: 0, confident: 0 });

function count(into: Counts, isMapped: boolean, confidence: number): void {
  into.total++;
  if (!isMapped) return;
  into.mapped++;
  if (confidence >= CONFIDENT) into.confident++;
}

function scripts(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    const path = join(below, entry.name);
    if (entry.isDirectory()) return scripts(folder, path);
    return /\.[cm]?js$/.test(entry.name) ? [path] : [];
  });
}

/** How much of one release of a package is mapped to the next, over the files that both have. */
export function compareReleases(old: string, now: string): ReleaseFigures {
  const figures = { files: 0, functions: counts(), points: counts(), locals: counts() };
  const there = new Set(scripts(now));
  for (const file of scripts(old)) {
    if (!there.has(file)) continue;
    const before = readFileSync(join(old, file), 'utf8');
    const after = readFileSync(join(now, file), 'utf8');
    if (before === after) continue;
    addFile(figures, before, after);
  }
  return figures;
}

function addFile(figures: ReleaseFigures, before: string, after: string): void {
  const from = modelText(before);
  const to = modelText(after);
  if (from === undefined || to === undefined) return;
  figures.files++;
  const c = inferCorrespondence(from, to);
  for (const match of c.functions) {
    if (match.old === undefined || !match.changed) continue;
    count(figures.functions, match.now !== undefined || match.host !== undefined, match.confidence);
    for (const point of from.functions[match.old]?.points ?? []) {
      const { how, confidence } = c.mapPoint(match.old, point);
      count(figures.points, how === 'exact' || how === 'moved', confidence);
    }
    if (match.now === undefined) continue;
    for (const { from: source, confidence } of c.mapVariables(match.old, match.now)) {
      count(figures.locals, source.kind !== 'question', confidence);
    }
  }
}
