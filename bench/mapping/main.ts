import { parseArgs } from 'node:util';
import { missedGoals, published } from './goals.js';
import { runBenchmark, type Bucket, type Figure, type Report } from './run.js';

const DEVELOPMENT_SEED = 1;
const DEFAULT_CASES = 2400;

const percent = (x: number): string => `${(x * 100).toFixed(2).padStart(6)} %`;

function line(name: string, { functions, positions, locals }: Figure): string {
  const cells = [functions, positions, locals].map(
    (f) => `${percent(f.precision)} ${percent(f.recall)}`,
  );
  return `${name.padEnd(24)} ${cells.join('   ')}`;
}

function bucketLine({ from, answers, right }: Bucket): string {
  const share = answers === 0 ? '       —' : percent(right / answers);
  return `${`from ${from.toFixed(2)}`.padEnd(18)} ${String(answers).padStart(11)}   ${share}`;
}

function table(report: Report): string {
  const head = `${''.padEnd(24)} functions P, R       positions P, R       locals P, R`;
  return [
    `${report.cases} cases, seed ${report.seed}`,
    head,
    line('inference', report),
    ...Object.entries(report.baselines).map(([name, f]) => line(name, f)),
    '',
    ...Object.entries(report.kinds).map(([name, f]) => line(`${name} (${f.cases})`, f)),
    '',
    'confidence             answers      right',
    ...report.calibration.map(bucketLine),
    '',
    `confidence of 0.95 or more: ${percent(report.confident.share)} of the answers, ${percent(report.confident.right)} of these right`,
    `confident and wrong: ${report.confidentWrong}`,
    `asked about: ${report.asked.answers}, of these known all the same: ${report.asked.needless}`,
  ].join('\n');
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(DEVELOPMENT_SEED) },
    cases: { type: 'string', default: String(DEFAULT_CASES) },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    mistakes: { type: 'boolean', default: false },
  },
});

const report = runBenchmark({
  root: process.cwd(),
  seed: Number(values.seed),
  cases: Number(values.cases),
  ...(values.only !== undefined && { only: values.only }),
  ...(values.mistakes && { onMistakes: (text: string) => console.log(text) }),
});
console.log(values.json ? JSON.stringify(published(report), null, 2) : table(report));
const missed = missedGoals(report);
if (missed.length > 0) {
  console.error(`missed: ${missed.join(', ')}`);
  process.exitCode = 1;
}
