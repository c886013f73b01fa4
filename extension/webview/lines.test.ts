import { expect, it } from 'vitest';
import type { ReviewedFunction } from '../../protocol/review.js';
import { lineBeside, linePairs, sliceInSight } from './lines.js';

const at = (
  line: number,
  last = line,
  character = 9,
): ReviewedFunction['pairs'][number]['old'] => ({
  start: { line, character: 2 },
  end: { line: last, character },
});

const pairs = linePairs({
  old: { function: 'f', line: 11, text: '' },
  now: { function: 'f', line: 21, text: '' },
  pairs: [
    { old: at(11), now: at(21), isSame: true },
    { old: at(13, 16, 0), now: at(27, 29), isSame: false },
    { old: at(13), now: at(27), isSame: true },
  ],
} as ReviewedFunction);

it('counts lines from the first of each text; one pair for each pair of lines', () => {
  expect(pairs).toEqual([
    { old: [1, 1], now: [1, 1], isSame: true },
    { old: [3, 5], now: [7, 9], isSame: false },
  ]);
});

it('finds the line beside another: between pairs, before the first and behind the last', () => {
  expect(lineBeside(1, pairs, 'old')).toBe(1);
  expect(lineBeside(2, pairs, 'old')).toBe(4);
  expect(lineBeside(4, pairs, 'now')).toBe(2);
  expect(lineBeside(0, pairs, 'old')).toBe(0);
  expect(lineBeside(10, pairs, 'old')).toBe(14);
  expect(lineBeside(8, pairs, 'now')).toBe(4);
  expect(lineBeside(3, [], 'old')).toBe(3);
});

it('takes what is in sight of a list, and stays within it', () => {
  expect(sliceInSight(0, 100, 20, 1000, 2)).toEqual({ from: 0, to: 7 });
  expect(sliceInSight(500, 100, 20, 1000, 2)).toEqual({ from: 23, to: 32 });
  expect(sliceInSight(99_999, 100, 20, 10, 2)).toEqual({ from: 9, to: 10 });
  expect(sliceInSight(0, 100, 20, 0)).toEqual({ from: 0, to: 0 });
});
