import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { GeneratedOracle } from './oracle.js';
import { arbitraryProgram } from './program.js';

/** Many more by `npm run campaign:generated`. */
const sources = fc.sample(arbitraryProgram(), { numRuns: 24, seed: 1978 });

describe('an update to identical source', () => {
  const oracle = new GeneratedOracle();
  afterAll(() => oracle.close());

  it('does not change what generated programs print', async () => {
    let runs = 0;
    for (const source of sources) {
      const outcome = await oracle.judge(source, 3);
      expect(outcome.failure, source).toBeUndefined();
      runs += outcome.runs;
    }
    expect(runs).toBeGreaterThan(sources.length * 2);
  });
});
