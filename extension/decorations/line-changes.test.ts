import { expect, test } from 'vitest';
import { lineChanges } from './line-changes.js';

const lines = (...all: string[]): string => all.join('\n');

test('lines that are new or different', () => {
  const old = lines('a', 'b', 'c', 'd');
  expect(lineChanges(old, lines('a', 'B', 'c', 'd', 'e'))).toEqual({
    changed: [
      { start: 1, end: 2 },
      { start: 4, end: 5 },
    ],
    removed: [],
  });
});

test('lines that are gone are marked where they were, also at the end', () => {
  const old = lines('a', 'b', 'c', 'd');
  expect(lineChanges(old, lines('a', 'c'))).toEqual({ changed: [], removed: [1, 2] });
});

test('the same text, and one with other line ends, differs in nothing', () => {
  expect(lineChanges('a\nb', 'a\nb')).toEqual({ changed: [], removed: [] });
  expect(lineChanges('a\nb', 'a\r\nb')).toEqual({ changed: [], removed: [] });
});

test('added and removed lines account for every difference', () => {
  const old = lines('x', 'a', 'y', 'b', 'z');
  const now = lines('n', 'x', 'y', 'm', 'm', 'z');
  const { changed } = lineChanges(old, now);
  const isChanged = (line: number): boolean =>
    changed.some(({ start, end }) => line >= start && line < end);
  const kept = now.split('\n').filter((_, line) => !isChanged(line));
  expect(kept).toEqual(['x', 'y', 'z']);
});
