import { describe, expect, it } from 'vitest';
import { listConstructs } from './list.js';
import { runProgram } from './run.js';

const constructs = listConstructs();
const major = Number(process.versions.node.split('.')[0]);

describe('the list of constructs', () => {
  it('has hundreds of programs in every group', () => {
    expect(constructs.length).toBeGreaterThanOrEqual(350);
    const groups = new Set(constructs.map((c) => c.group));
    expect([...groups].sort()).toEqual([
      'expressions',
      'fidelity',
      'foreign',
      'functions',
      'modules',
      'statements',
    ]);
  });

  it('names each position "area / detail", and no two programs the same one', () => {
    for (const c of constructs) expect(c.covers, c.file).toMatch(/^\S.* \/ \S.*$/);
    const seen = new Map<string, string>();
    for (const c of constructs) {
      expect(seen.get(c.covers), c.file).toBeUndefined();
      seen.set(c.covers, c.file);
    }
  });

  it('has unique ids', () => {
    expect(new Set(constructs.map((c) => c.id)).size).toBe(constructs.length);
  });
});

describe.concurrent('the plain run of each construct', () => {
  for (const c of constructs) {
    it.skipIf((c.minNode ?? 0) > major)(`${c.id} ends, and says something`, async ({ expect }) => {
      // Whether it says the same each time is seen by the oracle, which compares runs with updates with this one.
      const first = await runProgram(c.entry);
      const said = c.compare.includes('stderr') ? first.stdout + first.stderr : first.stdout;
      expect(said.trim().length).toBeGreaterThan(3);
      if (c.compare.includes('stderr')) return;
      expect(first.exitCode, first.stderr).toBe(0);
      expect(first.stderr).toBe('');
    });
  }
});
