import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../protocol/results.js';
import { hashAt, rollbacksTo } from './history.js';

type Step = [kind: HistoryEntry['kind'], from?: string, to?: string];

const historyOf = (steps: Step[]): HistoryEntry[] =>
  steps.map(([kind, from, to], index) => ({
    ...{ version: index + 1, time: '', kind, pauseMs: 0, framesRebuilt: 0 },
    files: from === undefined ? [] : ['/a.js'],
    changes: from === undefined || to === undefined ? [] : [{ file: '/a.js', from, to }],
  }));

test('a file of an old version is what ran then', () => {
  const history = historyOf([
    ['start'],
    ['update', 'h1', 'h2'],
    ['update'],
    ['update', 'h2', 'h4'],
    ['rollback', 'h4', 'h5'],
  ]);
  const at = (version: number): string | undefined => hashAt(history, '/a.js', version, 'now');
  expect([1, 2, 3, 4, 5].map(at)).toEqual(['h1', 'h2', 'h2', 'h4', 'h5']);
  expect(hashAt(history, '/b.js', 2, 'now')).toBe('now');
  expect(hashAt(history, '/b.js', 2, undefined)).toBeUndefined();
});

test('each version that a rollback leads to is found, with the number of rollbacks', () => {
  const steps = (kinds: HistoryEntry['kind'][]): (number | undefined)[] => {
    const history = historyOf(kinds.map((kind) => [kind]));
    return history.map(({ version }) => rollbacksTo(history, version));
  };
  expect(steps(['start'])).toEqual([undefined]);
  expect(steps(['start', 'update', 'update'])).toEqual([2, 1, undefined]);
  // Version 3 has been taken back; 4 is the same as 2, and is what runs.
  expect(steps(['start', 'update', 'update', 'rollback'])).toEqual([
    1,
    undefined,
    undefined,
    undefined,
  ]);
  expect(steps(['start', 'update', 'rollback', 'update'])).toEqual([1, undefined, 1, undefined]);
  expect(steps(['start', 'update', 'rollback', 'update', 'update'])).toEqual([
    2,
    undefined,
    2,
    1,
    undefined,
  ]);
});
