import type { ActiveStatementRange } from '../../protocol/lsp/index.js';
import type { LineChanges } from './line-changes.js';

/** A range as the language server gives it; lines and characters count from 0. */
export type MarkedRange = ActiveStatementRange['old'];

/** What is marked in a document. */
export interface Marks {
  /** Whole lines that differ from what runs. */
  changed: MarkedRange[];
  /** Lines at which lines of the running text are gone. */
  removed: MarkedRange[];
  /** Statements that activations stand at, in code that does not change. */
  active: MarkedRange[];
  /** Where activations will go on in changed code, when that is sure. */
  continuation: MarkedRange[];
  /** The same where it is a guess. */
  guess: MarkedRange[];
}

export const markKinds = ['changed', 'removed', 'active', 'continuation', 'guess'] as const;
export type MarkKind = (typeof markKinds)[number];

const wholeLines = (start: number, end: number): MarkedRange => ({
  start: { line: start, character: 0 },
  end: { line: end, character: 0 },
});

/**
 * What to mark in a document.
 *
 * @param lineCount Lines of the document.
 */
export function marksOf(
  { changed, removed }: LineChanges,
  statements: readonly ActiveStatementRange[],
  lineCount: number,
): Marks {
  const last = Math.max(0, lineCount - 1);
  const marks: Marks = {
    changed: changed.map(({ start, end }) => wholeLines(start, Math.max(start, end - 1))),
    removed: removed.map((line) => wholeLines(Math.min(line, last), Math.min(line, last))),
    ...{ active: [], continuation: [], guess: [] },
  };
  const isChanged = (line: number): boolean =>
    changed.some(({ start, end }) => line >= start && line < end);
  const seen = new Set<string>();
  for (const { now, how } of statements) {
    if (!now) continue;
    const kind = kindOf(how, isChanged(now.start.line) || changed.length + removed.length > 0);
    const id = `${kind} ${JSON.stringify(now)}`;
    if (seen.has(id)) continue;
    seen.add(id);
    marks[kind].push(now);
  }
  return marks;
}

function kindOf(
  how: ActiveStatementRange['how'],
  differs: boolean,
): 'active' | 'continuation' | 'guess' {
  switch (how) {
    case 'guess':
    case 'lost':
    case 'unknown':
      return 'guess';
    case 'exact':
    case 'moved':
      return differs ? 'continuation' : 'active';
    case 'unchanged':
      return 'active';
  }
}
