import { beforeAll, describe, expect, it } from 'vitest';
import { listConstructs } from '../constructs/list.js';
import { buildOracle } from './harness.js';
import { judgeAll, type Verdict } from './verdict.js';

/** Every so many programs of the suite are tried here; all of them by the campaign. */
const EVERY = 8;

/** Update points tried of each program. */
const POINTS = 3;

/** The groups of the language's own constructs. */
const GROUPS = ['expressions', 'functions', 'statements'];

const major = Number(process.versions.node.split('.')[0]);
const sample = listConstructs().filter(
  ({ group, minNode = 0 }, index) =>
    GROUPS.includes(group) && index % EVERY === 0 && minNode <= major,
);

const check = ({ points, failures }: Partial<Verdict> = {}): void => {
  expect(points).toBeGreaterThan(0);
  expect(failures?.map(({ schedule, got }) => [schedule?.at ?? 'plain', got.stdout])).toEqual([]);
};

describe('an update to identical source', () => {
  const oracle = buildOracle();
  const verdicts = new Map<string, Verdict>();
  const stopping = new Map<string, Verdict>();

  beforeAll(async () => {
    await judgeAll(oracle, sample, { kind: 'one', most: POINTS }, (verdict) => {
      verdicts.set(verdict.id, verdict);
    });
  }, 600_000);

  it.each(sample.map(({ id }) => id))('does not change what %s prints', (id) => {
    check(verdicts.get(id));
  });

  // Each shows a fault that there was.
  const known = [
    'expressions/await-parenthesised',
    'functions/default-undefined-async',
    'fidelity/replaced-builtins',
    'statements/block-variables-rejected-await',
  ];
  const others = listConstructs().filter(({ id }) => known.includes(id));
  beforeAll(async () => {
    const keep = (verdict: Verdict): void => void verdicts.set(verdict.id, verdict);
    await judgeAll(oracle, others, { kind: 'one', most: 12 }, keep);
  }, 600_000);

  it.each(known)('does not change what %s prints, at more of its points', (id) => {
    check(verdicts.get(id));
  });

  // A debugger stops in front of every statement, and updates there.
  const few = [
    ...sample.slice(0, 4),
    ...listConstructs().filter(({ id }) => id === 'statements/switch-in-async'),
  ];
  beforeAll(async () => {
    const keep = (verdict: Verdict): void => void stopping.set(verdict.id, verdict);
    await judgeAll(oracle, few, { kind: 'one', most: 30 }, keep, { statements: true });
  }, 600_000);

  it.each(few.map(({ id }) => id))(
    'does not change what %s prints, at any of its statements',
    (id) => {
      check(stopping.get(id));
    },
  );
});
