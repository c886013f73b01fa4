import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineStarts } from './line-starts.js';

test('lines are found from offsets, and begin where the line break before them ends', () => {
  const lines = new LineStarts('a\n\nbc\n');
  expect(lines.count).toBe(4);
  expect([0, 1, 2, 3, 4, 5, 6].map((offset) => lines.lineAt(offset))).toEqual([
    0, 0, 1, 2, 2, 2, 3,
  ]);
  expect([0, 1, 2, 3, 4].map((line) => lines.start(line))).toEqual([0, 2, 3, 6, 6]);
  expect(lines.lineText(2)).toBe('bc\n');
  expect(lines.lineText(4)).toBe('');
});

test('the lines of a text make up the text, and every offset lies in its line', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'é') });
  fc.assert(
    fc.property(text, (written) => {
      const lines = new LineStarts(written);
      const all = Array.from({ length: lines.count }, (_, line) => lines.lineText(line));
      expect(all.join('')).toBe(written);
      for (let offset = 0; offset <= written.length; offset++) {
        const line = lines.lineAt(offset);
        expect(line).toBe(written.slice(0, offset).split('\n').length - 1);
      }
    }),
  );
});
