// Updates generated programs to identical source:
// npm run campaign:generated -- [--seed N] [--runs N] [--points N] [--shrink N]
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { GeneratedOracle, type Outcome } from './oracle.js';
import { arbitraryProgram } from './program.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    runs: { type: 'string', default: '1000' },
    points: { type: 'string', default: '5' },
    /** How many of the failing programs are made smaller. */
    shrink: { type: 'string', default: '3' },
  },
});
const [seed, runs, points, shrink] = [values.seed, values.runs, values.points, values.shrink].map(
  Number,
) as [number, number, number, number];

const oracle = new GeneratedOracle();
const sum = { points: 0, runs: 0, deferredRuns: 0 };
const failed: number[] = [];

const show = (outcome: Outcome, source: string): void => {
  const { schedule, plain, got } = outcome.failure ?? {};
  const when = schedule ? `at ${schedule.at} every ${schedule.every}` : 'without an update';
  console.log(
    `${source}\n--- ${when} of ${outcome.points}\n--- plain\n${plain}\n--- got\n${got}\n`,
  );
};

/** Makes a failing program smaller for as long as it fails. */
async function shrinkOne(run: number): Promise<void> {
  let smallest: { outcome: Outcome; source: string } | undefined;
  await fc.check(
    fc.asyncProperty(arbitraryProgram(), async (source) => {
      const outcome = await oracle.judge(source, points);
      if (outcome.failure) smallest = { outcome, source };
      return outcome.failure === undefined;
    }),
    { seed, path: String(run), numRuns: 1, interruptAfterTimeLimit: 120_000 },
  );
  if (smallest) show(smallest.outcome, smallest.source);
}

const sources = fc.sample(arbitraryProgram(), { numRuns: runs, seed });
for (const [run, source] of sources.entries()) {
  const outcome = await oracle.judge(source, points);
  for (const key of ['points', 'runs', 'deferredRuns'] as const) sum[key] += outcome[key];
  if (!outcome.failure) continue;
  failed.push(run);
  console.log(`WRONG ${run}`);
  if (failed.length <= shrink) await shrinkOne(run);
}
oracle.close();
console.log(JSON.stringify({ seed, programs: runs, ...sum, failed }));
process.exitCode = failed.length > 0 ? 1 : 0;
