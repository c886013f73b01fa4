import { expect, test } from 'vitest';
import { accessorsOf } from './flags.js';

test('one function that reads and writes by number becomes a pair for each variable', () => {
  let x = 1;
  const y = 2;
  const accessors = accessorsOf((i, s, v) => (i > 1 ? y : i ? (s ? (x = v as number) : x) : 'wr'));
  expect(accessors).toHaveLength(4);
  const [readX, writeX, readY, writeY] = accessors as [
    () => unknown,
    (value: unknown) => unknown,
    () => unknown,
    0,
  ];
  expect(readX()).toBe(1);
  expect(writeX(7)).toBe(7);
  expect(x).toBe(7);
  writeX(undefined);
  expect(readX()).toBe(undefined);
  expect(readY()).toBe(2);
  expect(writeY).toBe(0);
});

test('a function that makes the list is asked for it, and 0 stands for none', () => {
  const read = (): number => 3;
  expect(accessorsOf(() => [read, 0])).toEqual([read, 0]);
  expect(accessorsOf(0)).toEqual([]);
});
