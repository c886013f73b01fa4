import { expect, it } from 'vitest';
import { mergedTable } from './document.js';

const head = '| figure | median |\n| --- | ---: |';

it('a table keeps the rows that were not measured again, in their places', () => {
  const old = `Node, 2 pairs.\n\n${head}\n| a | 1 ms |\n| b | 2 ms |\n| c | 3 ms |\n`;
  const now = `${head}\n| d | 9 ms |\n| b | 8 ms |\n`;
  expect(mergedTable(old, now)).toBe(
    `${head}\n| a | 1 ms |\n| b | 8 ms |\n| c | 3 ms |\n| d | 9 ms |`,
  );
});

it('a table that is not there yet is the one that was measured', () => {
  const now = `${head}\n| d | 9 ms |`;
  expect(mergedTable('', now)).toBe(now);
});
