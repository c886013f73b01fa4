// Packages' own tests, with all of their code instrumented and updated to itself in the middle:
// npm run campaign:packages -- [filter] [--sample N] [--times N]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildOracle, runNode, type RunResult } from '../oracle/harness.js';
import type { LoadedSettings } from '../oracle/loaded-child.js';
import { schedulesFor, NONE, type Schedule } from '../oracle/schedules.js';
import { fetchSuites, type Suite } from './suites.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** An update at so many points of each file. */
    sample: { type: 'string', default: '3' },
    /** And so many updates in one run. */
    times: { type: 'string', default: '4' },
  },
});
const [filter = ''] = positionals;
const oracle = buildOracle();
const scratch = mkdtempSync(join(tmpdir(), 'restitch-packages-'));
const suites = (await fetchSuites()).filter(({ file }) => new RegExp(filter).test(file));

/** Writes the files that it loads to where the oracle's children count. */
const lister = join(scratch, 'lister.cjs');
writeFileSync(
  lister,
  "process.on('exit',()=>require('fs').writeSync(3,Object.keys(require.cache).filter(f=>f!==__filename).join('\\t')+'\\n'));",
);

async function updated({ file }: Suite, files: string[], schedule: Schedule): Promise<RunResult> {
  const settings: LoadedSettings = {
    ...{ root: dirname(file), include: ['/node_modules/'], files, entry: file },
    storeFolder: join(scratch, 'store'),
    own: join(import.meta.dirname, '../../dist'),
    ...{ statements: false, ...schedule, countTo: 3 },
  };
  const path = join(scratch, 'settings.json');
  writeFileSync(path, JSON.stringify(settings));
  const args = ['--stack-size=2000', '--require', oracle.loaded, file];
  return runNode(process.execPath, args, { ORACLE_SETTINGS: path }, 600_000);
}

const total = {
  files: 0,
  assertions: 0,
  points: 0,
  runs: 0,
  updates: 0,
  deferredRuns: 0,
  wrong: 0,
};
for (const suite of suites) {
  const plain = await runNode(process.execPath, ['--require', lister, suite.file], {});
  const files = (plain.counts.at(-1) ?? '').split('\t').filter((name) => name.endsWith('.js'));
  const name = `${suite.package}/${suite.file.split('/').at(-1) ?? ''}`;
  const differs = ({ stdout, exitCode }: RunResult): boolean =>
    stdout !== plain.stdout || exitCode !== plain.exitCode;
  const counted = await updated(suite, files, NONE);
  total.files += 1;
  total.assertions += Number(/^# tests (\d+)/m.exec(plain.stdout)?.[1] ?? 0);
  total.points += counted.points;
  const distance = Math.ceil(counted.points / (Number(values.times) + 1));
  const schedules = [
    ...schedulesFor({ kind: 'one', most: Number(values.sample) }, counted.points),
    { at: distance, every: distance },
  ];
  const wrong: string[] = differs(counted) ? ['without an update'] : [];
  for (const schedule of counted.points > 0 ? schedules : []) {
    const got = await updated(suite, files, schedule);
    total.runs += 1;
    total.updates += got.updates;
    if (got.deferred > 0) total.deferredRuns += 1;
    if (!differs(got) && got.updates > 0) continue;
    wrong.push(`at ${schedule.at} every ${schedule.every}`);
    const at = [...plain.stdout].findIndex((char, index) => char !== got.stdout[index]);
    console.log(
      `WRONG ${name} ${wrong.at(-1) ?? ''}, exit code ${got.exitCode}, ${got.updates} updates\n` +
        `  plain: ${plain.stdout.slice(at, at + 200)}\n  got: ${got.stdout.slice(at, at + 200)}\n  ${got.stderr.slice(0, 800)}`,
    );
  }
  total.wrong += wrong.length;
  console.log(`${name}: ${counted.points} points, ${files.length} modules, ${wrong.length} wrong`);
}
rmSync(scratch, { recursive: true, force: true });
console.log(JSON.stringify(total));
process.exitCode = total.wrong > 0 ? 1 : 0;
