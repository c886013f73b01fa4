import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLine, encodeColumns, sourceColumn, type LineColumns } from './columns.js';

/** Lines with ascending generated and source columns. */
const lines = fc.array(
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 300 })), {
      maxLength: 8,
    })
    .map((steps) => {
      let generated = 0;
      let source = 0;
      return steps.map(([g, s]): [number, number] => [(generated += g), (source += s)]);
    }),
  { minLength: 1, maxLength: 20 },
);

/** The column by the plain definition: the last pair at or before it, never past the next one. */
function expected(pairs: LineColumns, column: number): number {
  const at = pairs.findLastIndex(([generated]) => generated <= column);
  const [generated, source] = pairs[at] ?? [0, 0];
  const next = pairs[at + 1];
  const shifted = source + column - generated;
  return next ? Math.min(shifted, next[1]) : shifted;
}

describe('a table of columns', () => {
  it('finds the column of every place in every line', () => {
    fc.assert(
      fc.property(lines, fc.nat(20), fc.nat(3000), (all, line, column) => {
        const pairs = all[line] ?? [];
        const table = encodeColumns(all);
        expect(sourceColumn(table, line + 1, column)).toBe(expected(pairs, column));
      }),
    );
  });

  it('says a constant shift once', () => {
    const table = encodeColumns([
      [
        [3, 0],
        [5, 2],
        [9, 6],
      ],
      [[0, 0]],
    ]);
    expect(decodeLine(table, 1)).toEqual([[3, 0]]);
    expect(decodeLine(table, 2)).toEqual([[0, 0]]);
    expect(decodeLine(table, 3)).toEqual([]);
  });

  it('holds shifts to the left', () => {
    const table = encodeColumns([
      [
        [10, 40],
        [20, 30],
      ],
    ]);
    expect(sourceColumn(table, 1, 12)).toBe(42);
    expect(sourceColumn(table, 1, 25)).toBe(35);
  });
});
