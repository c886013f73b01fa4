// Identity updates over the construct suite: `node campaign.mjs [filter] [--all | --sample N | --every N,M]`
import { listConstructs } from '../constructs/list.js';
import { buildOracle } from './harness.js';
import type { Selection } from './schedules.js';
import { judgeAll, type Verdict } from './verdict.js';

const [filter = '', mode = '--all', amount = '1'] = process.argv.slice(2);
const oracle = buildOracle();
/** `STATEMENTS=1`: with an update point at every statement, as debuggers have it. */
const statements = process.env['STATEMENTS'] === '1';
const major = Number(process.versions.node.split('.')[0]);
const selection: Selection =
  mode === '--every'
    ? { kind: 'many', distances: amount.split(',').map(Number) }
    : { kind: 'one', most: mode === '--sample' ? Number(amount) : 'all' };

const items = listConstructs().filter(
  (item) => new RegExp(filter).test(item.id) && (item.minNode ?? 0) <= major,
);
const verdicts: Verdict[] = [];
const report = (verdict: Verdict): void => {
  verdicts.push(verdict);
  const wrong = verdict.failures.map(({ schedule }) => schedule?.at ?? 'plain').join(',');
  for (const { schedule, plain, got } of verdict.failures.slice(0, 1)) {
    const name = schedule
      ? `WRONG ${verdict.id} at ${wrong} every ${schedule.every}`
      : `PLAIN ${verdict.id}`;
    const stderr = got.stderr.split('\n').slice(0, 9).join('\n  ').slice(0, 1000);
    console.log(
      `${name} of ${verdict.points}\n  ${stderr}\n  plain: ${plain.stdout.slice(0, 300)}\n  got:   ${got.stdout.slice(0, 300)}`,
    );
  }
};
await judgeAll(oracle, items, selection, report, { statements });
const sum = (pick: (verdict: Verdict) => number): number =>
  verdicts.reduce((total, verdict) => total + pick(verdict), 0);
console.log(
  JSON.stringify({
    programs: verdicts.length,
    points: sum(({ points }) => points),
    runs: sum(({ runs }) => runs),
    deferredRuns: sum(({ deferredRuns }) => deferredRuns),
    wrong: sum(({ failures }) => failures.length),
    failed: verdicts.filter(({ failures }) => failures.length > 0).map(({ id }) => id),
  }),
);
