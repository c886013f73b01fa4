import { describe, expect, it } from 'vitest';
import { listConstructs } from '../constructs/list.js';
import { buildOracle } from './harness.js';
import { judge, onePerRun } from './verdict.js';

/** Every so many programs of the suite are tried here; all of them by the campaign. */
const EVERY = 8;

/** Update points tried of each program. */
const POINTS = 3;

const major = Number(process.versions.node.split('.')[0]);
const sample = listConstructs().filter(
  ({ group, minNode = 0 }, index) =>
    group === 'statements' && index % EVERY === 0 && minNode <= major,
);

describe('an update to identical source', () => {
  const oracle = buildOracle();

  it.each(sample.map((item) => [item.id, item] as const))(
    'does not change what %s prints',
    async (_id, item) => {
      const { points, failures } = await judge(oracle, item, onePerRun(POINTS));
      expect(points).toBeGreaterThan(0);
      expect(failures.map(({ schedule, got }) => [schedule?.at ?? 'plain', got.stdout])).toEqual(
        [],
      );
    },
  );

  // A debugger stops in front of every statement, and updates there.
  it.each(sample.slice(0, 4).map((item) => [item.id, item] as const))(
    'does not change what %s prints, at any of its statements',
    async (_id, item) => {
      const { points, failures } = await judge(oracle, item, onePerRun(8), undefined, true);
      expect(points).toBeGreaterThan(0);
      expect(failures.map(({ schedule, got }) => [schedule?.at ?? 'plain', got.stdout])).toEqual(
        [],
      );
    },
  );
});
