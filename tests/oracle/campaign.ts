// Identity updates over the construct suite:
// npm run campaign:identity -- [filter] [--sample N] [--every N,M] [--nodes all] [--statements] [--doc FILE]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { listConstructs } from '../constructs/list.js';
import { canBeAdded, isBeginning } from './additions.js';
import { buildOracle } from './harness.js';
import { describePositions, type PositionRow } from './positions-doc.js';
import { judgeAll, type Verdict } from './verdict.js';
import type { Selection } from './schedules.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** An update at every update point; the default. */
    all: { type: 'boolean' },
    /** An update at so many points of each program. */
    sample: { type: 'string' },
    /** Updates all through a run, at these distances. */
    every: { type: 'string' },
    /** `all`: also on the other Node versions of the tests. */
    nodes: { type: 'string' },
    /** With an update point at every statement, as debuggers have it. */
    statements: { type: 'boolean', default: process.env['STATEMENTS'] === '1' },
    /** All of a program's code is added by a first update, to a top that is under way or at its end. */
    added: { type: 'string' },
    doc: { type: 'string' },
  },
});
const [filter = ''] = positionals;
const selection: Selection =
  values.every === undefined
    ? { kind: 'one', most: values.sample === undefined ? 'all' : Number(values.sample) }
    : { kind: 'many', distances: values.every.split(',').map(Number) };
const beginning =
  values.added !== undefined && isBeginning(values.added) ? values.added : undefined;
const own = { version: process.versions.node, path: process.execPath };
/** Given by the script that starts this one: it knows where they are. */
const others = JSON.parse(process.env['CAMPAIGN_NODES'] ?? '[]') as (typeof own)[];
const nodes = values.nodes === 'all' ? [own, ...others] : [own];

const oracle = buildOracle();
const constructs = listConstructs().filter((item) => new RegExp(filter).test(item.id));
const rows = new Map<string, PositionRow>(
  constructs.map(({ id, group, covers, entry }) => [
    id,
    { id, group, covers, entry, verdicts: new Map() },
  ]),
);

function report(version: string, verdict: Verdict): void {
  rows.get(verdict.id)?.verdicts.set(version, verdict);
  const wrong = verdict.failures.map(({ schedule }) => schedule?.at ?? 'plain').join(',');
  for (const { schedule, plain, got } of verdict.failures.slice(0, 1)) {
    const name = schedule
      ? `WRONG ${verdict.id} at ${wrong} every ${schedule.every}`
      : `PLAIN ${verdict.id}`;
    const stderr = got.stderr.split('\n').slice(0, 9).join('\n  ').slice(0, 1000);
    console.log(
      `${name} of ${verdict.points}, Node ${version}\n  ${stderr}\n  plain: ${plain.stdout.slice(0, 300)}\n  got:   ${got.stdout.slice(0, 300)}`,
    );
  }
}

for (const { version, path } of nodes) {
  const major = Number(version.split('.')[0]);
  const items = constructs.filter(
    ({ minNode = 0, entry }) =>
      minNode <= major && (!beginning || canBeAdded(readFileSync(entry, 'utf8'), entry, beginning)),
  );
  const options = { node: path, statements: values.statements, beginning };
  await judgeAll(oracle, items, selection, (verdict) => report(version, verdict), options);
}

const verdicts = [...rows.values()].flatMap((row) => [...row.verdicts.values()]);
const sum = (pick: (verdict: Verdict) => number): number =>
  verdicts.reduce((total, verdict) => total + pick(verdict), 0);
console.log(
  JSON.stringify({
    programs: rows.size,
    points: sum(({ points }) => points),
    runs: sum(({ runs }) => runs),
    updatedRuns: sum(({ updatedRuns }) => updatedRuns),
    deferredRuns: sum(({ deferredRuns }) => deferredRuns),
    wrong: sum(({ failures }) => failures.length),
    failed: [
      ...new Set(verdicts.filter(({ failures }) => failures.length > 0).map(({ id }) => id)),
    ],
  }),
);
if (values.doc !== undefined) {
  const command = `npm run campaign:identity -- ${process.argv.slice(2).join(' ')}`;
  const versions = nodes.map(({ version }) => version);
  writeFileSync(values.doc, describePositions([...rows.values()], versions, command));
}
process.exitCode = verdicts.some(({ failures }) => failures.length > 0) ? 1 : 0;
