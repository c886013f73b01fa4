import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packRuns, packStrings, unpackRuns, unpackStrings } from './runs.js';

const repeating = fc
  .array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 5 })))
  .map((runs) => runs.flatMap(([value, count]) => new Array<number>(count).fill(value)));

describe('packed lists', () => {
  it('count what is repeated', () => {
    expect(packRuns([3, 1, 1, 1, 0])).toBe('3 1*3 0');
    expect(packRuns([])).toBe('');
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(repeating, (values) => {
        expect(unpackRuns(packRuns(values))).toEqual(values);
      }),
    );
  });

  it('name each string once', () => {
    expect(packStrings(['a', 'b', 'a', 'a'])).toEqual({ table: ['a', 'b'], at: '0 1 0*2' });
    const strings = fc.array(fc.constantFrom('call@1', 'loop@20', '', '*', ' '));
    fc.assert(
      fc.property(strings, (values) => {
        expect(unpackStrings(packStrings(values))).toEqual(values);
      }),
    );
  });
});
