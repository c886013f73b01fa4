import { expect, it } from 'vitest';
import { createRows, rowCount, rowLength } from '../coordinator/thread-rows.js';
import { WorkerFiles } from './worker-files.js';

it('tells every thread what was loaded first of each file', () => {
  const rows = createRows();
  const [one, other] = [new WorkerFiles(rows), new WorkerFiles(rows)];
  one.note({ id: '/a b/ä.mjs', hash: 'h1' });
  other.note({ id: '/a b/ä.mjs', hash: 'h2' });
  other.note({ id: '/c.mjs', hash: 'h3' });
  one.note({ id: '/c.mjs', hash: 'h3' });
  expect(one.pins()).toEqual({ '/a b/ä.mjs': 'h1', '/c.mjs': 'h3' });
  expect(new WorkerFiles(rows).all()).toEqual(other.all());
  expect([...rows.subarray(0, rowCount * rowLength)].every((slot) => slot === 0)).toBe(true);
});

it('passes over what a worker was ended at, and notes no more when it is full', () => {
  const rows = createRows();
  const files = new WorkerFiles(rows);
  const start = rowCount * rowLength;
  // Two words, of which the text never came.
  Atomics.store(rows, start, 2);
  Atomics.store(rows, start + 1, -4);
  expect(files.all()).toEqual([]);
  files.note({ id: '/a.mjs', hash: 'h' });
  expect(files.all()).toEqual([{ id: '/a.mjs', hash: 'h' }]);
  const long = 'x'.repeat(60_000);
  for (let at = 0; at < 6; at += 1) files.note({ id: `/${at}${long}`, hash: 'h' });
  expect(new WorkerFiles(rows).all().length).toBe(5);
});
