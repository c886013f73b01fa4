import { expect, it } from 'vitest';
import { instrumentRuns } from '../instrument/index.js';
import { readRuns, writeRuns } from './saved-runs.js';

it('come back as they were', () => {
  const text =
    'function f(a) {\n  for (const b of a()) f(b);\n  return { f, get x() { return f(1); } };\n}\n';
  const { runs } = instrumentRuns({ id: '/m.js', hash: 'h', text, format: 'commonjs' });
  expect(runs.length).toBeGreaterThan(3);
  expect(readRuns(writeRuns(runs))).toEqual(runs);
  expect(readRuns(writeRuns([]))).toEqual([]);
});
