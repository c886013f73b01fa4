import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findHunks, lineNow } from './hunks.js';

const lines = fc
  .array(fc.constantFrom('a\n', 'b\n', '\n', 'ab\n'), { maxLength: 9 })
  .chain((whole) => fc.constantFrom('', 'a', 'ab').map((last) => whole.join('') + last));

const split = (text: string): string[] => text.split(/(?<=\n)/).filter((line) => line !== '');

/** Undoes the hunks. */
function before(now: string, hunks: ReturnType<typeof findHunks>): string {
  const kept = split(now);
  for (const { start, end, text } of [...hunks].reverse()) kept.splice(start, end - start, text);
  return kept.join('');
}

test('what is put back in place of the changed lines is the old text', () => {
  fc.assert(
    fc.property(lines, lines, (old, now) => {
      expect(before(now, findHunks(old, now))).toBe(old);
    }),
    { numRuns: 2000 },
  );
});

test('hunks say where they stood, also behind another', () => {
  const hunks = findHunks('a\nb\nc\nd\ne\n', 'a\nx\ny\nc\ne\n');
  expect(hunks).toEqual([
    { oldStart: 1, start: 1, end: 3, text: 'b\n' },
    { oldStart: 3, start: 4, end: 4, text: 'd\n' },
  ]);
  expect([0, 2, 4].map((line) => lineNow(hunks, line))).toEqual([0, 3, 4]);
});

test('a line that only begins like one of the other text has changed', () => {
  expect(findHunks('ab\nc\n', 'a\nc\n')).toEqual([{ oldStart: 0, start: 0, end: 1, text: 'ab\n' }]);
  expect(findHunks('ba\nc\n', 'a\nc\n')).toEqual([{ oldStart: 0, start: 0, end: 1, text: 'ba\n' }]);
});
