import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { listConstructs } from '../constructs/list.js';
import { canBeAdded, type Beginning } from './additions.js';
import { buildOracle } from './harness.js';
import { judgeAll, type Verdict } from './verdict.js';

const major = Number(process.versions.node.split('.')[0]);

/** Known to be another: see docs/testing.md. */
const DIFFERS = ['modules/exports-all-forms', 'modules/import-is-const'];

/** Those at whose top most happens, and a few of the others. */
const sample = listConstructs().filter(
  ({ id, group, minNode = 0 }, index) =>
    minNode <= major &&
    !DIFFERS.includes(id) &&
    (group === 'modules' || (group !== 'fidelity' && index % 24 === 0)),
);

describe.each<[Beginning, string]>([
  ['sync', 'whose top is under way'],
  ['late', 'that has run to its end'],
])('all of a program’s code, added to a module (%s: %s)', (beginning) => {
  const programs = sample.filter(({ entry }) =>
    canBeAdded(readFileSync(entry, 'utf8'), entry, beginning),
  );
  const verdicts = new Map<string, Verdict>();

  beforeAll(async () => {
    const keep = (verdict: Verdict): void => void verdicts.set(verdict.id, verdict);
    await judgeAll(buildOracle(), programs, { kind: 'one', most: 2 }, keep, { beginning });
  }, 600_000);

  it.each(programs.map(({ id }) => id))('does what %s does, updated again in its middle', (id) => {
    const { failures } = verdicts.get(id) ?? {};
    expect(failures?.map(({ schedule, got }) => [schedule?.at, got.stdout, got.stderr])).toEqual(
      [],
    );
  });
});
